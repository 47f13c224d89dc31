import * as v from "valibot";
import type { Guard } from "../tenancy/commit.ts";
import { rolesThatMay } from "../tenancy/roles.ts";
import { every, read, type Read, SEQ, type Statement, text, whole, write } from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import { type PaySettings, StoredSettings, USUAL_SETTINGS } from "./settings.ts";

export type KeptSettings = PaySettings & { readonly version: number };

export type KeptRate = {
  readonly from: string;
  readonly to: string;
  readonly on: string;
  readonly rate: string;
};

/** How many active accounts may approve pay: none, one, or more. */
const APPROVERS = `(SELECT count(*) FROM access AS x WHERE x.tenant = ?1 AND x.state = 'active'
  AND EXISTS (SELECT 1 FROM json_each(x.roles) AS r JOIN json_each(?2) AS may ON may.value = r.value))`;
const MAY_APPROVE = packed(rolesThatMay("incentives.approve"));

export const settingReads = {
  /** The settings as they bear on approving: one person alone only while nobody else may. */
  ruling: (): Read<KeptSettings> =>
    read(
      `SELECT settings, version, ${APPROVERS} AS approvers FROM pay_settings WHERE tenant = ?1
       ORDER BY version DESC LIMIT 1`,
      [MAY_APPROVE],
      ([row]) => {
        if (!row) return { ...USUAL_SETTINGS, version: 0 };
        const kept = v.parse(StoredSettings, JSON.parse(text(row, "settings")));
        const onePersonApproval = kept.onePersonApproval && whole(row, "approvers") <= 1;
        return { ...kept, onePersonApproval, version: whole(row, "version") };
      },
    ),

  /** More than one: a second person approves, whatever the setting says. */
  approvers: (): Read<number> =>
    read(`SELECT ${APPROVERS} AS n WHERE ?1 IS NOT NULL`, [MAY_APPROVE], ([row]) =>
      row ? whole(row, "n") : 0,
    ),

  settings: (): Read<KeptSettings> =>
    read(
      `SELECT settings, version FROM pay_settings WHERE tenant = ?1 ORDER BY version DESC LIMIT 1`,
      [],
      ([row]) =>
        row
          ? {
              ...v.parse(StoredSettings, JSON.parse(text(row, "settings"))),
              version: whole(row, "version"),
            }
          : { ...USUAL_SETTINGS, version: 0 },
    ),

  /** Currencies that the rate table turns into each other. */
  ratePairs: (): Read<{ readonly from: string; readonly to: string }[]> =>
    read(
      "SELECT DISTINCT base, quote FROM pay_rates WHERE tenant = ?1 AND until_seq IS NULL",
      [],
      every((row) => ({ from: text(row, "base"), to: text(row, "quote") })),
    ),

  /** Rates as known now, the latest day first. */
  rateList: (limit: number): Read<KeptRate[]> =>
    read(
      `SELECT base, quote, on_day, rate FROM pay_rates WHERE tenant = ?1 AND until_seq IS NULL
       ORDER BY on_day DESC, base, quote LIMIT ?2`,
      [limit],
      every((row) => ({
        from: text(row, "base"),
        to: text(row, "quote"),
        on: text(row, "on_day"),
        rate: text(row, "rate"),
      })),
    ),
};

export const settingWrites = {
  addSettings: (version: number, settings: PaySettings, by: string, at: number): Statement =>
    write(
      `INSERT INTO pay_settings (tenant, version, settings, by, at, seq)
       SELECT ?1, ?2, ?3, ?4, ?5, ${SEQ}`,
      version,
      JSON.stringify(settings),
      by,
      at,
    ),
  /** Nobody else may approve, in the very batch that goes without a second person. */
  oneApprover: (): Guard => ({
    what: "pay_settings/not_alone",
    sql: `${APPROVERS} <= 1`,
    params: [MAY_APPROVE],
  }),
  settingsAt: (version: number): Guard => ({
    what: "pay_settings/version",
    sql: "coalesce((SELECT max(version) FROM pay_settings WHERE tenant = ?1), 0) = ?2",
    params: [version],
  }),

  saveRates: (rows: readonly KeptRate[]): Statement[] => [
    write(
      `UPDATE pay_rates SET until_seq = ${SEQ}
       WHERE tenant = ?1 AND until_seq IS NULL AND (base, quote, on_day) IN (
         SELECT j.value ->> 0, j.value ->> 1, j.value ->> 2 FROM json_each(?2) AS j)`,
      packed(rows.map(({ from, to, on }) => [from, to, on])),
    ),
    write(
      `INSERT INTO pay_rates (tenant, base, quote, on_day, since_seq, until_seq, rate)
       SELECT ?1, j.value ->> 0, j.value ->> 1, j.value ->> 2, ${SEQ}, NULL, j.value ->> 3
       FROM json_each(?2) AS j`,
      packed(rows.map(({ from, to, on, rate }) => [from, to, on, rate])),
    ),
  ],
};
