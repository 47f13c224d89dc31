import type { Yunfan } from "../../db/sample/yunfan.ts";
import type { EntryRow } from "../entries/entry.ts";
import { recordEntries } from "../entries/record-entries.ts";
import type { EntryStore } from "../entries/store.ts";
import type { Day } from "../lib/day.ts";
import { addMonths } from "../lib/day.ts";
import { FOREVER } from "../lib/interval.ts";
import { chunks } from "../lib/list.ts";
import { formatMinor } from "../lib/money.ts";
import { movePeople, savePeople } from "../org/save-people.ts";
import { saveUnits } from "../org/save-units.ts";
import type { OrgTools } from "../org/save.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { sampleId } from "./names.ts";
import { went } from "./while-loading.ts";

export type Loading = {
  readonly db: TenantDb;
  readonly org: OrgTools;
  readonly entries: EntryStore;
  readonly today: Day;
  /** The tenant's own: the sample's figures are read in it, whatever it is. */
  readonly currency: string;
  /** Of what has one name only: positions and the plan. People and units have both. */
  readonly locale: "zh" | "en";
};

const BATCH_MAX = 1_000;
const SOURCE = "sample";

/** Units, people and where they sat. What is there already is unchanged, so a restart goes on. */
export async function loadOrganisation(at: Loading, of: Yunfan): Promise<boolean> {
  const { db, org, today } = at;
  const same = { today, now: db.now, sample: true } as const;
  // The company is older than its first figure, so that every entry finds its whole way up.
  const from = addMonths(of.window.historyFrom, -120);
  const units = await Promise.all(
    of.units.map(async ({ code, parent, kind, name, nameEn }) => {
      const id = await sampleId(db.uuid, "unit", code);
      return { id, code, parent, kind, name, nameEn, from };
    }),
  );
  if (!(await went(db, await saveUnits(db, org, { ...same, rows: units })))) return false;
  const people = await Promise.all(of.people.map((person) => personRow(at, of, person)));
  if (!(await went(db, await savePeople(db, org, { ...same, rows: people })))) return false;
  const moves = of.memberships.filter((seat) => seat !== firstSeat(of, seat.person));
  const rows = moves.map(({ person, unit, from: day }) => ({ person, unit, from: day }));
  return await went(db, await movePeople(db, org, { ...same, rows }));
}

function firstSeat(of: Yunfan, code: string) {
  return of.memberships.find(({ person }) => person === code);
}

async function personRow({ db, locale }: Loading, of: Yunfan, person: Yunfan["people"][number]) {
  const { code, name, nameEn, startsOn, endsOn } = person;
  const position = locale === "en" ? person.titleEn : person.title;
  const seat = firstSeat(of, code);
  return {
    id: await sampleId(db.uuid, "person", code),
    ...{ code, name, nameEn, startsOn, unitFrom: startsOn, position },
    ...(endsOn === FOREVER ? {} : { endsOn }),
    ...(seat ? { unit: seat.unit } : {}),
    ...(seat?.manager ? { manager: seat.manager, managerFrom: startsOn } : {}),
  };
}

/** The log, in batches that leave the shard to others in between. */
export async function loadEntries(at: Loading, of: Yunfan): Promise<boolean> {
  const { db, entries, currency } = at;
  const rows = of.entries.map((entry): EntryRow => {
    const money = entry.metric === "revenue";
    return {
      metric: entry.metric,
      person: entry.person,
      on: entry.on,
      amount: money ? formatMinor(BigInt(entry.amount), 2) : String(entry.amount),
      ...(money ? { currency } : {}),
      externalId: entry.externalId,
      ...(entry.deal === null ? {} : { deal: entry.deal }),
      dims: entry.dims,
    };
  });
  const same = { source: SOURCE, now: db.now };
  for (const batch of chunks(rows, BATCH_MAX)) {
    if (!(await went(db, await recordEntries(db, entries, { ...same, rows: batch })))) return false;
    // Without a timer in between, a loop of D1 calls starves every other request of the runtime.
    await scheduler.wait(1);
  }
  return true;
}
