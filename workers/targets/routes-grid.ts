import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import { formatMinor } from "../lib/money.ts";
import { err, ok } from "../lib/result.ts";
import type { Deps } from "./deps.ts";
import * as contracts from "./grid-contract.ts";
import { DRAFT } from "./plan-reads.ts";
import type { NamedRow } from "./plan-row.ts";
import { planFields } from "./plan-wire.ts";
import { setCells } from "./set-cells.ts";

/** People and months: what the planning grid shows, a level at a time, and what it writes. */
export function gridRoutes(api: Api, deps: Deps): void {
  const { targets } = deps;
  endpoint(api, contracts.getGrid, async ({ db, actor, input: { params, query } }) => {
    const { planId: plan } = params;
    const { below, version: number, limit } = query;
    const page = { plan, number, limit: limit + 1, after: query.cursor ?? "" };
    const reads = { plan: targets.plan(plan), at: targets.planAt(plan, number) };
    const found = await db.load({
      ...reads,
      rows: below ? targets.level(page, below) : targets.page(page),
    });
    let { rows } = found;
    const { reach, scopeUnit } = actor();
    // Who sees a part of the company begins at their own unit.
    if (!below && reach !== "all") {
      if (!scopeUnit) return err({ code: "plan/not_found", id: plan });
      ({ rows } = await db.load({ rows: targets.level(page, scopeUnit) }));
    }
    const shown = number === DRAFT ? found.plan : found.at;
    if (!found.plan) return err({ code: "plan/not_found", id: plan });
    if (!shown) return err({ code: "plan/no_version", number });
    const { scale } = shown.metric;
    const isLast = rows.filter(({ subject }) => subject !== (below ?? scopeUnit)).length <= limit;
    const items = isLast ? rows : rows.slice(0, -1);
    const body = {
      plan: planFields(shown),
      periods: (shown.rules.basis?.periods ?? []).map(({ key, from, until }) => ({
        ...{ key, from, until },
      })),
      items: items.map((row) => gridRow(row, scale)),
      next: isLast ? null : (items.at(-1)?.subject ?? null),
    };
    return ok({ body, version: found.plan.draft });
  });

  endpoint(api, contracts.setCells, async ({ db, input: { params, body } }) => {
    const set = await setCells(db, deps, { plan: params.planId, ...body });
    return set.ok ? ok({ body: set.value }) : set;
  });
}

function gridRow(row: NamedRow, scale: number) {
  const { subject, parent, kind, code, name, nameEn, amount, version, inputs, months } = row;
  return {
    ...{ subject, parent, kind, code, name, nameEn, amount, version },
    months: months && months.map((units) => formatMinor(units, scale)),
    cells: { ...inputs.cells },
    locked: inputs.locked,
  };
}
