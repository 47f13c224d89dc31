import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import type { KeptSettings } from "./setting-store.ts";
import type { PaySettings } from "./settings.ts";

export type SettingsError =
  | { readonly code: "version/stale"; readonly yours: number; readonly current: number }
  | {
      readonly code: "pay_settings/not_alone";
      readonly pointer: "/onePersonApproval";
      readonly count: number;
    }
  | { readonly code: "pay_settings/metric"; readonly pointer: string; readonly value: string }
  | {
      readonly code: "pay_settings/column_twice";
      readonly pointer: string;
      readonly value: string;
    };
type Changing = {
  readonly change: { readonly [Name in keyof PaySettings]?: PaySettings[Name] | undefined };
  readonly version: number;
};

/**
 * Changes how the company pays. What was calculated before stays as it was. One-person approval is
 * for a company where a single account may approve: with a second one it cannot be switched on.
 */
export async function changeSettings(
  db: TenantDb,
  { runs, input }: Deps,
  { change, version }: Changing,
): Promise<Result<KeptSettings, SettingsError>> {
  const { now, metrics, approvers } = await db.load({
    now: runs.settings(),
    metrics: input.metrics(),
    approvers: runs.approvers(),
  });
  if (version !== now.version)
    return err({ code: "version/stale", yours: version, current: now.version });
  const { version: _, ...kept } = now;
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const next: PaySettings = { ...kept, ...Object.fromEntries(given) };
  const codes = new Set(metrics.map(({ code }) => code));
  const flaw = unknownMetric(next, codes) ?? doubled(next);
  if (flaw) return err(flaw);
  const isNew = next.onePersonApproval && !now.onePersonApproval;
  if (isNew && approvers > 1) return err(notAlone(approvers));
  const done = await commit(db, {
    event: "pay_settings/changed",
    subject: null,
    detail: { version: version + 1, onePersonApproval: next.onePersonApproval },
    expect: [runs.settingsAt(version), ...(isNew ? [runs.oneApprover()] : [])],
    writes: [runs.addSettings(version + 1, next, db.actor(), db.now)],
  });
  if (!done.ok) {
    const { error } = done;
    return error.code === "commit/guard" && error.what === runs.oneApprover().what
      ? err(notAlone(2))
      : err({ code: "version/stale", yours: version, current: version + 1 });
  }
  return ok({ ...next, version: version + 1 });
}

function notAlone(count: number) {
  return { code: "pay_settings/not_alone", pointer: "/onePersonApproval", count } as const;
}

function unknownMetric({ eventMetrics }: PaySettings, codes: ReadonlySet<string>) {
  const wrong = Object.entries(eventMetrics).find(([, code]) => code && !codes.has(code));
  return wrong
    ? ({
        code: "pay_settings/metric",
        pointer: `/eventMetrics/${wrong[0]}`,
        value: wrong[1] ?? "",
      } as const)
    : null;
}

function doubled({ columns }: PaySettings) {
  const at = columns.findIndex(
    ({ title }, here) => columns.findIndex((each) => each.title === title) !== here,
  );
  const column = columns[at];
  return column
    ? ({
        code: "pay_settings/column_twice",
        pointer: `/columns/${at}/title`,
        value: column.title,
      } as const)
    : null;
}
