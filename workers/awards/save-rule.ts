import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { KeptRule } from "./award.ts";
import { type AwardDocument, type RuleFlaw, ruleFlaw } from "./rule.ts";
import { ruleWire } from "./show.ts";
import type { AwardStore } from "./store.ts";

type NamedError =
  | RuleFlaw
  | {
      readonly code: "award/unknown";
      readonly kind: "metric" | "unit";
      readonly value: string;
      readonly pointer: string;
    };
export type SaveError = NamedError | { readonly code: "award/exists"; readonly value: string };
export type ChangeError =
  | NamedError
  | { readonly code: "award/no_rule"; readonly id: string }
  | { readonly code: "version/stale"; readonly yours: number; readonly current: number };

export async function createRule(
  db: TenantDb,
  store: AwardStore,
  asked: { id: string; code: string; document: AwardDocument; sample?: boolean },
) {
  const { id, code, document, sample = false } = asked;
  const named = await namedIn(db, store, document);
  if (!named.ok) return refusal(named.error);
  const rule: KeptRule = {
    ...{ id, code, document, version: 1, retired: false, sample, last: null, madeAt: db.now },
    ...named.value,
  };
  const body = ruleWire(rule);
  const done = await commit(db, {
    event: "award/rule_made",
    subject: id,
    detail: { rule: id, kind: document.kind },
    writes: [store.addRule(rule)],
    answer: { status: 201, body },
  });
  return done.ok ? ok({ body, version: 1 }) : refusal({ code: "award/exists", value: code });
}

export async function changeRule(
  db: TenantDb,
  store: AwardStore,
  asked: { readonly id: string; readonly version: number },
  change: { readonly document?: AwardDocument | undefined; readonly retired?: boolean | undefined },
): Promise<Result<{ body: ReturnType<typeof ruleWire>; version: number }, ChangeError>> {
  const { id, version } = asked;
  const { rule } = await db.load({ rule: store.rule(id) });
  if (!rule) return err({ code: "award/no_rule", id });
  if (rule.version !== version)
    return err({ code: "version/stale", yours: version, current: rule.version });
  const { document = rule.document, retired = rule.retired } = change;
  const named = await namedIn(db, store, document);
  if (!named.ok) return named;
  const next = version + 1;
  const done = await commit(db, {
    event: "award/rule_changed",
    subject: id,
    detail: { rule: id, version: next, retired },
    expect: [store.expect.rule(id, version)],
    writes: [store.changeRule(id, document, retired)],
  });
  if (!done.ok) return err({ code: "version/stale", yours: version, current: next });
  const body = ruleWire({ ...rule, ...named.value, document, retired, version: next });
  return ok({ body, version: next });
}

/** The names a rule stands for; refused where one is not here, or they do not go together. */
async function namedIn(
  db: TenantDb,
  store: AwardStore,
  document: AwardDocument,
): Promise<Result<Pick<KeptRule, "metric" | "unit">, NamedError>> {
  const { basis, unit } = document;
  const value = basis.by === "metric" ? basis.metric : null;
  const here = await db.load({ metric: store.metric(value), unit: store.unit(unit) });
  if (value !== null && !here.metric) {
    const pointer = "/document/basis/metric";
    return err({ code: "award/unknown", kind: "metric", value, pointer });
  }
  if (unit !== null && !here.unit)
    return err({ code: "award/unknown", kind: "unit", value: unit, pointer: "/document/unit" });
  const flaw = ruleFlaw(document);
  return flaw ? err(flaw) : ok(here);
}

function refusal(error: SaveError): Result<never, SaveError> {
  return err(error);
}
