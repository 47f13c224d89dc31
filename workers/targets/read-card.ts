import { formatMinor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { cardFrom } from "./card.ts";
import type { CardText } from "./card-text.ts";
import type { Deps } from "./deps.ts";
import { runFactors } from "./plan-method.ts";
import type { Plan } from "./plan.ts";
import { DRAFT } from "./plan-reads.ts";
import type { StoredRow } from "./plan-row.ts";
import { planFields } from "./plan-wire.ts";

type Asked = {
  readonly plan: string;
  readonly subject: string;
  /** Null is the newest published version, 0 the draft. */
  readonly number: number | null;
};
type CardError =
  | { readonly code: "plan/not_found"; readonly id: string }
  | { readonly code: "plan/no_row"; readonly subject: string }
  | { readonly code: "plan/no_version"; readonly number: number };

/** One round trip; the card itself is made from the stored inputs. */
export async function readCard(db: TenantDb, { targets }: Deps, asked: Asked) {
  const { plan: id, subject } = asked;
  const { plan, at, rows, versions, months } = await db.load({
    plan: targets.plan(id),
    at: targets.planAt(id, asked.number),
    rows: targets.rowAndParent(id, asked.number, subject),
    versions: targets.versions(id),
    months: targets.monthsOfRow(id, asked.number, subject),
  });
  if (!plan) return err({ code: "plan/not_found", id } as const);
  const number = asked.number ?? plan.published;
  const shown = number === DRAFT ? plan : at;
  if (!shown || (number === DRAFT && asked.number === null)) {
    return err({ code: "plan/no_version", number } as const);
  }
  const card = cardOf(rows, subject, shown);
  if (!card.ok) return card;
  const { basis } = shown.rules;
  const factors = runFactors(shown.rules);
  const { metric, currency } = planFields(shown);
  const { scale } = metric;
  return ok({
    plan: { id, name: shown.name, from: shown.from, until: shown.until },
    metric,
    currency,
    version: number,
    publishedAt: versions.find((each) => each.number === number)?.at ?? null,
    subject,
    ...card.value,
    factors: factors.map(({ key, source }) => ({ key, source })),
    history: basis && { from: basis.history.from, until: basis.history.until },
    months: (basis?.periods ?? []).slice(0, months.length).map(({ key, from, until }, index) => ({
      key,
      from,
      until,
      amount: formatMinor(months[index] ?? 0n, scale),
    })),
  });
}

type CardBody = CardText & {
  readonly parent: { subject: string; amount: string; shared: string } | null;
};

function cardOf(
  rows: readonly StoredRow[],
  subject: string,
  plan: Plan,
): Result<CardBody, CardError> {
  const { scale } = plan.metric;
  const row = rows.find((each) => each.subject === subject);
  if (!row || row.amount === null) return err({ code: "plan/no_row", subject });
  const above = rows.find((each) => each.subject === row.parent);
  const shared = above?.run ? formatMinor(BigInt(above.run.total), scale) : (above?.amount ?? "");
  const parent = above ? { subject: above.subject, amount: above.amount ?? "", shared } : null;
  return ok({ ...cardFrom(row, above?.run ?? null, scale), parent });
}
