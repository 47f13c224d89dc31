import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import type { AnswerOf } from "../lib/contract.ts";
import { daysBetween } from "../lib/day.ts";
import { id } from "../lib/id.ts";
import type { Interval } from "../lib/interval.ts";
import { formatMinor } from "../lib/money.ts";
import { err, ok } from "../lib/result.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import * as contracts from "./contract.ts";
import type { CreditDifference, CreditedEntries, ShownCredit } from "./deps.ts";
import { byPerson, inClosed, peopleOf } from "./difference.ts";
import { refsFrom, refsOf, withIds } from "./refs.ts";
import { flawOf } from "./rule.ts";
import { changeRule, createRule } from "./save-rule.ts";
import { creditingStore as store } from "./store.ts";
import { idsIn, namesWire, rulesWire, type WiredRule } from "./wire.ts";

/** One look at past entries: a leap year at most. */
const DAYS_MAX = 366;
/** Entries told one by one; the sums are of all. */
const ITEMS_MAX = 50;

/** `entries` says what rules do to what is recorded already: they stand to the right. */
export function creditingRoutes(api: Api, entries: CreditedEntries): void {
  ruleRoutes(api);

  endpoint(api, contracts.previewRule, async ({ db, input: { body } }) => {
    const { rule, ends, from, until } = body;
    const flaw = flawOfDays(body) ?? (rule ? flawOf(rule) : null);
    const asked = { when: rule?.when ?? NOTHING, gives: rule?.gives ?? [] };
    const { rules, byId, byCode } = await db.load({
      rules: store.rules(),
      byId: store.named(refsOf(asked)),
      byCode: store.coded(refsOf(asked)),
    });
    if (flaw) return err(flaw);
    const known = withIds(asked, refsFrom(byId, byCode), "/rule");
    if (!known.ok) return known;
    const absent = [rule?.id, ends].find(
      (named) => named && !rules.some(({ id: own }) => own === named),
    );
    if (absent) return err({ code: "crediting/not_found", id: absent });
    const others = rules.filter((each) => each.id !== rule?.id && each.id !== ends);
    const rank = rule?.rank ?? 1 + Math.max(0, ...others.map((each) => each.rank));
    const draft = {
      ...known.value,
      id: rule?.id ?? NEW,
      name: rule?.name ?? "",
      rank,
      from,
      until,
    };
    const different = await entries.compare(db, {
      ...{ from, until },
      rules: rule ? [...others, draft] : others,
      against: rule || ends ? rules : null,
    });
    const { stays } = await db.load({ stays: entries.closed(peopleOf(different.changed), body) });
    const closed = inClosed(different.changed, stays);
    return ok({ body: { ...(await differenceWire(db, body, different)), closed } });
  });

  endpoint(api, contracts.recredit, async ({ db, input: { body } }) => {
    const flaw = flawOfDays(body);
    if (flaw) return err(flaw);
    const done = await entries.recredit(db, body);
    return done.ok ? ok({ body: done.value }) : done;
  });
}

const NOTHING = { units: [], positions: [], people: [], metrics: [], dims: [] };
/** Of a rule that has no id yet: it stands behind all of the same rank. */
const NEW = id<"creditingRule">("~");

function ruleRoutes(api: Api): void {
  endpoint(api, contracts.listRules, async ({ db }) => {
    const { rules } = await db.load({ rules: store.rules() });
    const { named } = await db.load({ named: store.named(idsIn(rules)) });
    const items = rulesWire(rules).map(mutable);
    return ok({ body: { items, names: namesWire(named), next: null } });
  });

  endpoint(api, contracts.postRule, async ({ db, input: { body } }) => {
    const made = await createRule(db, store, body);
    return made.ok ? ok({ body: mutable(made.value), version: made.value.version }) : made;
  });

  endpoint(api, contracts.patchRule, async ({ db, input }) => {
    const { params, version, body } = input;
    const { from, ...asked } = body;
    const to = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
    const rule = params.creditingRuleId;
    const changed = await changeRule(db, store, { rule, version, from, to });
    return changed.ok
      ? ok({ body: mutable(changed.value), version: changed.value.version })
      : changed;
  });

  endpoint(api, contracts.endRule, async ({ db, input }) => {
    const { params, version, body } = input;
    const rule = params.creditingRuleId;
    const ended = await changeRule(db, store, { rule, version, from: body.from, to: null });
    return ended.ok ? ok({ body: mutable(ended.value), version: ended.value.version }) : ended;
  });
}

type Wire = AnswerOf<typeof contracts.postRule>;
/** Lists of an answer are arrays of its own. */
function mutable(rule: WiredRule): Wire {
  return {
    ...rule,
    spans: rule.spans.map(({ when, gives, ...span }) => ({
      ...span,
      when: {
        ...{ units: [...when.units], positions: [...when.positions], people: [...when.people] },
        ...{ metrics: [...when.metrics] },
        dims: when.dims.map(({ name, values }) => ({ name, values: [...values] })),
      },
      gives: gives.map((give) => ({ ...give })),
    })),
  };
}

function flawOfDays({ from, until }: Interval) {
  if (until <= from) return { code: "crediting/interval", from, until } as const;
  const most = DAYS_MAX;
  return daysBetween(from, until) > most ? ({ code: "crediting/too_long", most } as const) : null;
}

async function differenceWire(
  db: TenantDb,
  { from, until }: Interval,
  { looked, more, changed }: CreditDifference,
): Promise<Omit<AnswerOf<typeof contracts.previewRule>, "closed">> {
  const people = byPerson(changed);
  const shown = changed.slice(0, ITEMS_MAX);
  const credits = shown.flatMap(({ before, after }) => [...before, ...after]);
  const ids = [...people, ...shown].flatMap(({ person, metric }) => [person, metric]);
  const { named } = await db.load({
    named: store.named([...ids, ...credits.map(({ person }) => person)]),
  });
  const scales = new Map(named.map((each) => [each.id, each.scale]));
  const text = (amount: bigint, metric: string) => formatMinor(amount, scales.get(metric) ?? 0);
  const pair = (of: { before: bigint; after: bigint }, metric: string) => ({
    before: text(of.before, metric),
    after: text(of.after, metric),
  });
  const creditWire = (metric: string) => (credit: ShownCredit) => ({
    ...credit,
    amount: text(credit.amount, metric),
  });
  return {
    ...{ from, until, entries: looked, changed: changed.length, more },
    people: people.map(({ direct, beside, ...row }) => ({
      ...row,
      direct: pair(direct, row.metric),
      beside: pair(beside, row.metric),
    })),
    items: shown.map((entry) => ({
      ...{ ...entry, amount: text(entry.amount, entry.metric) },
      before: entry.before.map(creditWire(entry.metric)),
      after: entry.after.map(creditWire(entry.metric)),
    })),
    names: namesWire(named),
  };
}
