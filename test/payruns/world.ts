import { newId } from "../../workers/lib/id.ts";
import { standOn } from "../adjustments/world.ts";
import { member, type Answer, type Client, type Person } from "../support/world.ts";
import { done, team, type Team } from "../targets/team.ts";

/** 8 % up to 1,000,000 and 10 % above, marginal, per month; what the specification works out. */
export const TIERED = {
  format: "fairlead-plan/1",
  key: "sales",
  name: { zh: "销售提成", en: "Sales commission" },
  version: 1,
  from: "2026-05-01",
  until: null,
  currency: "CNY",
  metrics: [
    {
      key: "revenue",
      name: { zh: "销售额", en: "Revenue" },
      unit: "money",
      scale: 2,
      class: "result",
      from: { credits: "amount", filters: [{ dimension: "metric", values: ["revenue"] }] },
    },
  ],
  components: [
    {
      kind: "tiered",
      key: "commission",
      name: { zh: "提成", en: "Commission" },
      window: "period",
      base: "amount",
      filters: [{ dimension: "metric", values: ["revenue"] }],
      split: "credit",
      negative: { per: "window" },
      measure: { read: "base" },
      tiers: [
        { from: "0", until: "1000000", pays: { rate: "8%" }, reach: "own" },
        { from: "1000000", until: null, pays: { rate: "10%" }, reach: "own" },
      ],
    },
  ],
} as const;

export type World = Team & {
  readonly plan: string;
  /** Who published the plan: not the second person. */
  readonly author: Person;
  readonly finance: Person;
  readonly second: Person;
};

type Wanted = {
  readonly today?: string;
  readonly document?: Readonly<Record<string, unknown>> & { readonly from: string };
  readonly people?: readonly string[];
  /** What stands before the plan is published: an award whose ranking it names. */
  readonly first?: (at: Pick<World, "api">) => Promise<void>;
};

/** A team on 10 July 2026 whose plan holds since 1 May; anna and bo are on it, May and June are open. */
export async function world({
  today = "2026-07-10",
  document = TIERED,
  people = ["anna", "bo"],
  first,
}: Wanted = {}): Promise<World> {
  const at = await team();
  await standOn(at.id, today);
  await first?.(at);
  const author = at.owner;
  const id = newId(Date.now());
  await done(author.client.post("/incentive-plans", { id, document }));
  await publishPlan(author.client, id, document.from);
  await done(
    author.client.post(`/incentive-plans/${id}/members`, {
      from: document.from,
      people: people.map((code) => ({ person: at.ids[code] })),
    }),
  );
  const finance = await member(at.id, "finance");
  const second = await member(at.id, "finance");
  return { ...at, plan: id, author, finance, second };
}

export async function publishPlan(client: Client, id: string, from: string): Promise<Answer> {
  const { body } = await done(client.get(`/incentive-plans/${id}`));
  return await done(
    client.post(`/incentive-plans/${id}/publish`, { from }, { version: body.plan.version }),
  );
}

/** One sale; recorded in the order in which the calls are made. */
export async function sale(
  { api }: Pick<World, "api">,
  person: string,
  on: string,
  amount: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const row = { metric: "revenue", person, on, amount, currency: "CNY", ...more };
  return await done(
    api.post("/entries", { source: "crm", rows: [{ externalId: `${person}-${on}`, ...row }] }),
  );
}

export async function begin({ finance, plan }: World, from: string): Promise<string> {
  const id = newId(Date.now());
  await done(finance.client.post("/pay-runs", { id, plan, from }));
  return id;
}

type Body = any; // oxlint-disable-line typescript/no-explicit-any -- a test reads what it expects

export async function read({ finance }: Pick<World, "finance">, run: string): Promise<Body> {
  return (await done(finance.client.get(`/pay-runs/${run}`))).body;
}

type Step = "calculate" | "submit" | "approve" | "lock" | "pay";

/** A step by somebody, as the run stands now. */
export async function step(
  at: World,
  run: string,
  action: Step,
  by: Person = action === "approve" ? at.second : at.finance,
  change: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const { version, hash, lockWord } = await read(at, run);
  const bodies = {
    calculate: {},
    submit: { hash },
    approve: { hash },
    lock: { hash, word: lockWord },
    pay: { on: "2026-07-10" },
  };
  return await by.client.post(
    `/pay-runs/${run}/${action}`,
    { ...bodies[action], ...change },
    { version },
  );
}

/** A run from its beginning up to and with a step. */
export async function upTo(at: World, from: string, last: Step | "begin"): Promise<string> {
  const run = await begin(at, from);
  const steps: readonly Step[] = ["calculate", "submit", "approve", "lock", "pay"];
  for (const action of steps.slice(0, steps.indexOf(last as Step) + 1))
    await done(step(at, run, action));
  return run;
}

/** Rows of a run's statements, by the person's code. */
export async function listed({ finance }: Pick<World, "finance">, run: string): Promise<Body[]> {
  const { body } = await done(finance.client.get(`/pay-runs/${run}/statements`));
  return body.items.toSorted((a: Body, b: Body) => (a.code < b.code ? -1 : 1));
}

export async function statement(at: World, run: string, person: string): Promise<Body> {
  return (await done(at.finance.client.get(`/pay-runs/${run}/statements/${at.ids[person]}`))).body;
}

/** May is paid at 8 %; from June the whole quarter is priced anew at 6 %: 800,000 of May cost 16,000. */
export async function repriced(): Promise<{ at: World; june: string }> {
  const [component] = TIERED.components;
  const quarterly = { ...component, window: "quarter" };
  const at = await world({ document: { ...TIERED, components: [quarterly] } });
  await sale(at, "anna", "2026-05-04", "800000.00");
  await sale(at, "bo", "2026-05-04", "100000.00");
  await upTo(at, "2026-05-01", "lock");
  const path = `/incentive-plans/${at.plan}`;
  const { body } = await done(at.author.client.get(path));
  const tiers = [{ from: "0", until: null, pays: { rate: "6%" }, reach: "own" }];
  const document = {
    ...body.plan.document,
    change: "reprice",
    components: [{ ...quarterly, tiers }],
  };
  await done(at.author.client.patch(path, { document }, { version: body.plan.version }));
  await publishPlan(at.author.client, at.plan, "2026-06-01");
  return { at, june: await upTo(at, "2026-06-01", "submit") };
}
