import { newId } from "../../workers/lib/id.ts";
import { client, type Answer, type Company } from "../support/world.ts";

/** One of everything that has an id, of one company. */
export type Furnished = {
  readonly company: Company;
  readonly canary: string;
  readonly prime: string;
  /** By the kinds that contracts name. */
  readonly ids: Readonly<Record<string, string>> & {
    readonly unit: string;
    readonly person: string;
  };
  /** A unit and a person outside the reach of the company's manager and member. */
  readonly hidden: { readonly unit: string; readonly person: string };
};

const fresh = () => newId(Date.now());

export function good(answer: Answer, what: string): Answer {
  if (answer.status >= 300)
    throw new Error(`${what}: ${answer.status} ${answer.text.slice(0, 600)}`);
  return answer;
}

/** Made through the API, as the company itself would. */
export async function furnish(
  company: Company,
  { canary, prime }: { readonly canary: string; readonly prime: string },
): Promise<Furnished> {
  const { api, owner } = company;
  const [unit, hiddenUnit, person, manager, hiddenPerson] = [
    fresh(),
    fresh(),
    fresh(),
    fresh(),
    fresh(),
  ];
  good(
    await api.post("/units", {
      rows: [
        { id: unit, code: "u1", name: `${canary} unit`, from: "2025-01-01" },
        { id: hiddenUnit, code: "u2", name: "HIDDEN unit", from: "2025-01-01" },
      ],
    }),
    "units",
  );
  good(
    await api.post("/people", {
      rows: [
        { id: person, code: "p1", name: `${canary} person`, unit: "u1", unitFrom: "2025-01-01" },
        { id: manager, code: "p2", name: `${canary} manager`, unit: "u1", unitFrom: "2025-01-01" },
        { id: hiddenPerson, code: "p3", name: "HIDDEN person", unit: "u2", unitFrom: "2025-01-01" },
      ],
    }),
    "people",
  );
  const metric = fresh();
  good(
    await api.post("/metrics", {
      id: metric,
      code: "m1",
      nameZh: canary,
      nameEn: `${canary} metric`,
      unit: "money",
      scale: 2,
      currency: "CNY",
    }),
    "metric",
  );
  const sale = { metric: "m1", on: "2026-03-02", currency: "CNY" };
  good(
    await api.post("/entries", {
      source: canary,
      rows: [
        {
          ...sale,
          person: "p1",
          amount: prime,
          externalId: `${canary}-1`,
          dims: { customer: canary },
        },
        { ...sale, person: "p3", amount: prime, externalId: "HIDDEN-1" },
      ],
    }),
    "entries",
  );
  const imported = fresh();
  good(
    await api.post("/imports", {
      id: imported,
      kind: "entries",
      nameHash: "0".repeat(64),
      mapping: {},
      rows: 1,
      chunks: 1,
      hash: "0".repeat(64),
    }),
    "import",
  );
  const plan = fresh();
  good(
    await api.post("/plans", {
      ...{ id: plan, name: `${canary} plan`, metric: "m1", unit: "u1" },
      ...{ from: "2026-01-01", until: "2027-01-01", amount: prime },
    }),
    "plan",
  );
  const target = { metric: "m1", from: "2026-01-01", until: "2026-04-01", amount: prime };
  good(
    await api.post("/targets", {
      rows: [
        { ...target, subject: person },
        { ...target, subject: hiddenPerson },
      ],
    }),
    "targets",
  );
  const board = fresh();
  good(await api.post("/boards", { id: board, name: `${canary} board`, unit, metric }), "board");
  const screen = await pairedScreen(company, board);
  const key = fresh();
  good(await api.post("/keys", { id: key, name: `${canary} key`, scopes: ["read"] }), "key");
  const ids = {
    ...{ unit, person, manager, metric, plan, import: imported, board, screen, key },
    account: owner.account,
    subject: person,
  };
  const hidden = { unit: hiddenUnit, person: hiddenPerson };
  let made: Furnished = { company, canary, prime, ids, hidden };
  for (const { furnish: more } of Object.values(modules)) {
    made = { ...made, ids: { ...made.ids, ...(await more(made)) } };
  }
  return made;
}

/** Beside the foundation's, one file a noun in furnish/: it makes its things and tells their ids. */
const modules = import.meta.glob<{
  readonly furnish: (made: Furnished) => Promise<Readonly<Record<string, string>>>;
}>("./furnish/*.ts", { eager: true });

async function pairedScreen({ api }: Company, board: string): Promise<string> {
  const pairing = good(await client().post("/tv/pairings", {}), "pairing");
  const id = fresh();
  good(
    await api.post(`/boards/${board}/screens`, { id, code: pairing.body.code, name: "TV" }),
    "screen",
  );
  return id;
}
