import { attempts } from "../lib/attempts.ts";
import type { Day } from "../lib/day.ts";
import { FOREVER } from "../lib/interval.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { changedFrom, type RuleChange } from "./change-rule.ts";
import { refsFrom, refsOf, type UnknownRef, withIds } from "./refs.ts";
import type { KeptRule } from "./rule-row.ts";
import { flawOf, type RuleBody, type RuleFlaw, type RuleId, RULES_MAX } from "./rule.ts";
import type { CreditingStore } from "./store.ts";
import { ruleWire, type WiredRule } from "./wire.ts";

type Busy = { readonly code: "commit/busy" };
type Stale = { readonly code: "version/stale"; readonly yours: number; readonly current: number };
type BadDays = { readonly code: "crediting/interval"; readonly from: Day; readonly until: Day };
type Absent = { readonly code: "crediting/not_found"; readonly id: string };
type NotThen = { readonly code: "crediting/not_then"; readonly from: Day };
type Flaw = RuleFlaw | UnknownRef;

export type CreateRule = RuleBody & {
  readonly id: RuleId;
  readonly name: string;
  readonly from: Day;
  readonly until: Day | null;
  readonly rank?: number | undefined;
  readonly sample?: boolean;
};
type Taken =
  | { readonly code: "crediting/id_taken"; readonly id: string }
  | { readonly code: "crediting/too_many"; readonly most: number };

/**
 * Adds a rule. It changes no entry that is recorded already. Refuses shares that do not fit, names
 * nobody knows, an end before the beginning, a taken id, and more rules than a hundred.
 */
export async function createRule(
  db: TenantDb,
  store: CreditingStore,
  command: CreateRule,
): Promise<Result<WiredRule, Flaw | BadDays | Taken | Busy>> {
  const { id, name, from, until, when, gives, sample = false } = command;
  const outcome = await attempts(async () => {
    const body = { when, gives };
    const { rules, taken, byId, byCode, newest } = await db.load({
      rules: store.rules(),
      taken: store.isTaken(id),
      byId: store.named(refsOf(body)),
      byCode: store.coded(refsOf(body)),
      newest: store.newest(),
    });
    if (until !== null && until <= from) return err({ code: "crediting/interval", from, until });
    if (taken) return err({ code: "crediting/id_taken", id });
    const count = new Set(rules.map((rule) => rule.id)).size;
    if (count >= RULES_MAX) return err({ code: "crediting/too_many", most: RULES_MAX });
    const said = flawOf(body);
    if (said) return err(said);
    const known = withIds(body, refsFrom(byId, byCode));
    if (!known.ok) return known;
    const rank = command.rank ?? 1 + Math.max(0, ...rules.map((rule) => rule.rank));
    const span = { ...known.value, from, until: until ?? FOREVER, name, rank, sample };
    const made = ruleWire([{ ...span, id, since: newest + 1 }]);
    const done = await commit(db, {
      event: "crediting/rule_created",
      subject: id,
      detail: { from, gives: gives.length },
      expect: [store.nothingSince(newest)],
      writes: [store.openSpans(id, [span])],
      answer: { status: 201, body: made },
    });
    return done.ok ? ok(made) : ("again" as const);
  });
  return outcome === "again" ? err({ code: "commit/busy" }) : outcome;
}

export type ChangeRule = {
  readonly rule: RuleId;
  readonly version: number;
  readonly from: Day;
  /** Null ends it. */
  readonly to: Partial<RuleBody & { readonly name: string; readonly rank: number }> | null;
};

/** Changes or ends a rule from a day on: the days before keep what they had. */
export async function changeRule(
  db: TenantDb,
  store: CreditingStore,
  { rule: id, version, from, to }: ChangeRule,
): Promise<Result<WiredRule, Flaw | Absent | NotThen | Stale | Busy>> {
  const empty = { when: NOTHING, gives: [] };
  const outcome = await attempts(async () => {
    const named = refsOf({ ...empty, ...given(to) });
    const { spans, byId, byCode, newest } = await db.load({
      spans: store.rule(id),
      byId: store.named(named),
      byCode: store.coded(named),
      newest: store.newest(),
    });
    if (spans.length === 0) return err({ code: "crediting/not_found", id });
    const current = Math.max(...spans.map(({ since }) => since));
    if (current !== version) return err({ code: "version/stale", yours: version, current });
    const said = to?.gives ? flawOf({ gives: to.gives }) : null;
    if (said) return err(said);
    const known = withIds({ ...empty, ...given(to) }, refsFrom(byId, byCode));
    if (!known.ok) return known;
    const change = changedFrom(spans, from, to && { ...to, ...only(known.value, to) });
    if (!change) return err({ code: "crediting/not_then", from });
    const next = { ...ruleWire(after(spans, change, { id, since: newest + 1 })), id };
    const done = await commit(db, {
      event: to === null ? "crediting/rule_ended" : "crediting/rule_changed",
      subject: id,
      detail: { from },
      expect: [store.nothingSince(newest)],
      writes: [store.closeSpans(id, change.close), store.openSpans(id, change.open)],
      answer: { status: 200, body: next },
    });
    return done.ok ? ok(next) : ("again" as const);
  });
  return outcome === "again" ? err({ code: "commit/busy" }) : outcome;
}

const NOTHING = { units: [], positions: [], people: [], metrics: [], dims: [] };

function given(to: ChangeRule["to"]): Partial<RuleBody> {
  return { ...(to?.when ? { when: to.when } : {}), ...(to?.gives ? { gives: to.gives } : {}) };
}

/** Of what was read with ids, the parts that were asked to change. */
function only(known: RuleBody, to: NonNullable<ChangeRule["to"]>): Partial<RuleBody> {
  return { ...(to.when ? { when: known.when } : {}), ...(to.gives ? { gives: known.gives } : {}) };
}

function after(
  spans: readonly KeptRule[],
  { close, open }: RuleChange,
  stamp: { readonly id: RuleId; readonly since: number },
): KeptRule[] {
  const left = spans.filter(
    (span) => !close.some(({ from, since }) => span.from === from && span.since === since),
  );
  return [...left, ...open.map((span) => ({ ...span, ...stamp }))];
}
