import type { Day } from "../lib/day.ts";
import type { Line } from "../incentives/outcome.ts";
import type { PlanJson } from "../incentives/plan-document.ts";
import { lineWords, stepWords } from "../incentives/sentences/steps.ts";
import { calendarStore } from "../calendar/store.ts";
import type { Deps as RunDeps } from "../payruns/deps.ts";
import { NOTHING_BESIDE } from "../payruns/deps.ts";
import { inputStore } from "../payruns/input-store.ts";
import { SHOWN } from "../payruns/read-statement.ts";
import { replayed, statementIn } from "../payruns/replay.ts";
import { payrunStore } from "../payruns/store.ts";
import { heldOn } from "../payplans/in-force.ts";
import { payplanStore } from "../payplans/store.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { payments } from "./payments.ts";
import type { Deps, StatementNow, StatementPlace } from "./deps.ts";

/** What stored statements are computed again with: nothing that stands beside them is asked. */
const RUNS: RunDeps = {
  ...{ runs: payrunStore, input: inputStore, plans: payplanStore, calendar: calendarStore },
  beside: NOTHING_BESIDE,
};

/** A person's statement as it was sent out, computed again from its stored input for its words. */
async function statement(db: TenantDb, of: StatementPlace): Promise<StatementNow | null> {
  const { run } = await db.load({ run: payrunStore.run(of.run) });
  if (!run || !SHOWN.includes(run.state)) return null;
  const replay = await replayed(db, RUNS, run, [of.person]);
  const kept = replay?.kept.find(
    ({ person, currency }) => person === of.person && currency === of.currency,
  );
  if (!replay || !kept) return null;
  const computed = statementIn(replay, of.person, of.currency);
  const { documents } = replay;
  return {
    hash: kept.hash,
    plan: { id: run.plan, name: run.planName },
    ...{ from: run.from, until: run.until, sample: run.sample },
    lines: (computed?.lines ?? []).map((line) => linesWords(line, documents, of.currency)),
  };
}

function linesWords(line: Line, documents: readonly PlanJson[], currency: string) {
  const { kind, component, window, amount, steps } = line;
  // A component that a later version dropped is named by the version that had it.
  const plan =
    documents.findLast(({ components }) => components.some(({ key }) => key === component)) ??
    documents.at(-1);
  const none = { zh: "", en: "" };
  if (!plan) return { kind, component, window, amount, words: none, steps: [] };
  const of = { plan, component, currency };
  return {
    ...{ kind, component, window, amount },
    words: { zh: lineWords(line, of, "zh"), en: lineWords(line, of, "en") },
    steps: steps.map((step) => ({
      ...step,
      words: { zh: stepWords(step, of, "zh").title, en: stepWords(step, of, "en").title },
    })),
  };
}

/** The statement's hash by now; null where there is none any more. */
async function hashNow(db: TenantDb, of: StatementPlace): Promise<string | null> {
  const { run } = await db.load({ run: payrunStore.run(of.run) });
  if (!run) return null;
  const { kept } = await db.load({ kept: payrunStore.kept(run.id, run.calc, [of.person]) });
  return kept.find(({ currency }) => currency === of.currency)?.hash ?? null;
}

/** By the stay that holds on the day, else the last one. */
async function payCurrency(db: TenantDb, person: string, on: Day): Promise<string | null> {
  const { stays } = await db.load({ stays: payplanStore.staysOf([person]) });
  const stay = stays.find(({ from, until }) => from <= on && on < until) ?? stays.at(-1);
  if (!stay) return null;
  // The engine pays in the currency of the last stay on a plan.
  const { terms } = stays.findLast(({ plan }) => plan === stay.plan) ?? stay;
  if (terms.currency !== undefined) return terms.currency;
  const { versions } = await db.load({ versions: payplanStore.versions(stay.plan) });
  return (heldOn(versions, on) ?? versions.at(-1))?.document.currency ?? null;
}

/** What pay runs tell disputes. */
export const payNow: Omit<Deps, "disputes" | "corrections" | "calendar"> = {
  payRules: () => payrunStore.ruling(),
  oneApprover: () => payrunStore.oneApprover(),
  payCurrency,
  payments,
  statement,
  hashNow,
};
