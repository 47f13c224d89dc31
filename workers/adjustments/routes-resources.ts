import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import type { AnswerOf } from "../lib/contract.ts";
import { sum } from "../lib/list.ts";
import { currencyScale, formatMinor } from "../lib/money.ts";
import { formatRate } from "../lib/rate.ts";
import { err, ok } from "../lib/result.ts";
import type { NamedRow } from "../targets/plan-row.ts";
import type { Plan } from "../targets/plan.ts";
import { rowsBelow } from "../targets/plan-wire.ts";
import type { Deps } from "./deps.ts";
import { keepResources, shareBudgetOut, useBudgets } from "./keep-resources.ts";
import * as contracts from "./resource-contract.ts";
import {
  budgetIn,
  capacityOf,
  headsNeeded,
  headsOn,
  productivityIn,
  purposesOf,
  shareOf,
} from "./resource.ts";
import { seasonOf } from "./resource-moves.ts";
import type { BudgetUse, KeptResource } from "./resource-store.ts";

type Got = AnswerOf<typeof contracts.getResources>;

export function resourceRoutes(api: Api, deps: Deps): void {
  const { adjustments, targets } = deps;

  endpoint(api, contracts.getResources, async ({ db, actor, input: { query } }) => {
    const { plan, at, rows, resources, uses } = await db.load({
      plan: targets.plan(query.plan),
      at: targets.planAt(query.plan, null),
      rows: adjustments.nodes(query.plan, null),
      resources: adjustments.resourcesOfPlan(query.plan),
      uses: adjustments.usesOfPlan(query.plan),
    });
    if (!plan) return err({ code: "plan/not_found", id: query.plan });
    if (!at) return err({ code: "adjustment/not_published" });
    const { reach, scopeUnit } = actor();
    const seen = reach === "all" ? rows : rowsBelow(rows, scopeUnit);
    const units = seen.filter(({ kind }) => kind === "unit");
    const periods = at.rules.basis?.periods ?? [];
    return ok({
      body: {
        periods: periods.map(({ key, from, until }) => ({ key, from, until })),
        currency: at.currency === "" ? null : at.currency,
        units: units.map((unit) => unitWire(unit, at, rows, { resources, uses })),
      },
    });
  });

  endpoint(api, contracts.setResources, async ({ db, input: { body } }) => {
    const kept = await keepResources(db, deps, body.rows);
    return kept.ok ? ok({ body: kept.value }) : kept;
  });

  endpoint(api, contracts.shareBudget, async ({ db, input: { body } }) => {
    const shared = await shareBudgetOut(db, deps, body);
    return shared.ok ? ok({ body: shared.value }) : shared;
  });

  endpoint(api, contracts.useBudget, async ({ db, input: { body } }) => {
    const used = await useBudgets(db, deps, body.rows);
    return used.ok ? ok({ body: used.value }) : used;
  });
}

type Held = { readonly resources: readonly KeptResource[]; readonly uses: readonly BudgetUse[] };

function unitWire(
  unit: NamedRow,
  at: Plan,
  rows: readonly NamedRow[],
  { resources, uses }: Held,
): Got["units"][number] {
  const { subject } = unit;
  const { scale, id: metric } = at.metric;
  const own = resources.filter((row) => row.unit === subject);
  const season = seasonOf(at);
  const text = (units: bigint | null, places: number) =>
    units === null ? null : formatMinor(units, places);
  const spent = uses.filter((use) => use.unit === subject);
  const purposes = purposesOf([...own.filter(({ kind }) => kind === "budget"), ...spent], subject);
  const planned = purposes.map((purpose) => budgetIn(own, { unit: subject, purpose }, at));
  const used = purposes.map((purpose) =>
    sum(spent.filter((use) => use.purpose === purpose).map(({ amount }) => amount)),
  );
  return {
    unit: subject,
    name: unit.name,
    nameEn: unit.nameEn,
    parent: unit.parent,
    seated: rowsBelow(rows, subject).filter(({ kind }) => kind === "person").length,
    periods: (at.rules.basis?.periods ?? []).map((period, index) => {
      const target = unit.months?.[index] ?? 0n;
      const heads = headsOn(own, subject, period.from);
      const brings = productivityIn(own, { unit: subject, metric }, period, season);
      const needed = brings === null ? null : headsNeeded(target, brings);
      return {
        key: period.key,
        target: formatMinor(target, scale),
        heads: text(heads, 2),
        capacity: text(capacityOf(heads, brings), scale),
        needed: needed === null ? null : Number(needed),
      };
    }),
    budget: purposes.map((purpose, index) => {
      const currency =
        [...own, ...spent].find((each) => each.purpose === purpose)?.currency ?? at.currency;
      const places = currencyScale(currency);
      const [plan, use] = [planned[index] ?? 0n, used[index] ?? 0n];
      const rate = (amount: bigint, all: readonly bigint[]) => {
        const share = shareOf(amount, sum(all));
        return share && formatRate(share, 6);
      };
      return {
        ...{ purpose, currency },
        planned: formatMinor(plan, places),
        share: rate(plan, planned),
        used: formatMinor(use, places),
        usedShare: rate(use, used),
        left: formatMinor(plan - use, places),
      };
    }),
  };
}
