import * as v from "valibot";
import type { PlanJson } from "../incentives/plan-document.ts";
import { day, type Day } from "../lib/day.ts";
import type { Guard } from "../tenancy/commit.ts";
import {
  big,
  every,
  first,
  maybe,
  read,
  type Read,
  type Row,
  SEQ,
  type Statement,
  text,
  whole,
  write,
} from "../tenancy/sql.ts";
import { acceptanceReads, acceptanceWrites, NUMBER } from "./acceptance-store.ts";
import { factReads } from "./fact-store.ts";
import { memberReads, memberWrites } from "./member-store.ts";

export type PayplanRow = {
  readonly id: string;
  readonly key: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly currency: string;
  readonly from: Day;
  readonly until: Day | null;
  /** The newest published version; 0: never. */
  readonly published: number;
  /** Minor units of the plan's currency for one year. */
  readonly budget: bigint | null;
  readonly archived: boolean;
  readonly sample: boolean;
  /** Of the draft, for If-Match. */
  readonly version: number;
};
export type Payplan = PayplanRow & {
  readonly document: PlanJson;
  /** Accounts that changed the draft since it was last published. */
  readonly editors: readonly string[];
};
export type ListedPlan = PayplanRow & {
  readonly holdsFrom: Day | null;
  readonly people: number;
  readonly accepted: number;
};
export type Version = {
  readonly plan: string;
  readonly number: number;
  readonly document: PlanJson;
  readonly hash: string;
  readonly from: Day;
  /** FOREVER where the document has no end. */
  readonly until: Day;
  /** Accounts that may not approve a run of it. */
  readonly authors: readonly string[];
  readonly by: string;
  readonly byName: string | null;
  readonly byNameEn: string | null;
  readonly at: number;
  readonly seq: number;
};

const Texts = v.array(v.string());
const Counts = v.tuple([v.number(), v.number()]);
const HEAD = `p.id, p.key, p.name_zh, p.name_en, p.published, p.budget, p.archived, p.sample,
  p.version, p.document ->> '$.currency' AS currency, p.document ->> '$.from' AS from_day,
  p.document ->> '$.until' AS until_day`;

/** A key acts for whoever made it. */
const BEHIND = (at: number) =>
  `coalesce((SELECT made_by FROM api_keys WHERE tenant = ?1 AND id = ?${at}), ?${at})`;

function rowFrom(row: Row): PayplanRow {
  const until = maybe(row, "until_day");
  return {
    id: text(row, "id"),
    key: text(row, "key"),
    name: { zh: text(row, "name_zh"), en: text(row, "name_en") },
    currency: text(row, "currency"),
    from: day(text(row, "from_day")),
    until: until === null ? null : day(until),
    published: whole(row, "published"),
    budget: row["budget"] === null ? null : big(row, "budget"),
    archived: whole(row, "archived") === 1,
    sample: whole(row, "sample") === 1,
    version: whole(row, "version"),
  };
}

/** A stored document was checked when it was written. */
function documentFrom(row: Row): PlanJson {
  return JSON.parse(text(row, "document")) as PlanJson;
}

function versionFrom(row: Row): Version {
  return {
    plan: text(row, "plan"),
    number: whole(row, "number"),
    document: documentFrom(row),
    hash: text(row, "hash"),
    from: day(text(row, "from_day")),
    until: day(text(row, "until_day")),
    authors: v.parse(Texts, JSON.parse(text(row, "authors"))),
    by: text(row, "by"),
    byName: maybe(row, "by_name"),
    byNameEn: maybe(row, "by_name_en"),
    at: whole(row, "at"),
    seq: whole(row, "seq"),
  };
}

const VERSION = `y.plan, y.number, y.document, y.hash, y.from_day, y.until_day, y.authors, y.by, y.at,
  y.seq, w.name AS by_name, w.name_en AS by_name_en`;
const BY = `LEFT JOIN access AS x ON x.tenant = ?1 AND x.account = y.by
  LEFT JOIN people AS w ON w.tenant = ?1 AND w.id = x.person`;

const reads = {
  plan: (id: string): Read<Payplan | null> =>
    read(
      `SELECT ${HEAD}, p.document, p.editors FROM incentive_plans AS p
       WHERE p.tenant = ?1 AND p.id = ?2`,
      [id],
      first((row) => ({
        ...rowFrom(row),
        document: documentFrom(row),
        editors: v.parse(Texts, JSON.parse(text(row, "editors"))),
      })),
    ),

  /** Every plan without its document: a company has a handful. */
  plans: (): Read<PayplanRow[]> =>
    read(
      `SELECT ${HEAD} FROM incentive_plans AS p WHERE p.tenant = ?1 ORDER BY p.id DESC`,
      [],
      every(rowFrom),
    ),

  /** The same, with who is on it from today on and who of them has accepted the newest version. */
  listed: (today: Day): Read<ListedPlan[]> =>
    read(
      `SELECT ${HEAD},
         (SELECT y.from_day FROM incentive_versions AS y
          WHERE y.tenant = ?1 AND y.plan = p.id AND y.number = p.published) AS holds_from,
         (SELECT json_array(count(DISTINCT m.person), count(DISTINCT a.person))
          FROM incentive_members AS m INDEXED BY incentive_members_plan
            LEFT JOIN incentive_acceptances AS a ON a.tenant = ?1 AND a.plan = p.id
              AND a.number = p.published AND a.person = m.person
          WHERE m.tenant = ?1 AND m.plan = p.id AND m.until_seq IS NULL
            AND m.until_day > ?2) AS counts
       FROM incentive_plans AS p WHERE p.tenant = ?1 ORDER BY p.archived, p.id DESC`,
      [today],
      every((row) => {
        const from = maybe(row, "holds_from");
        const [people, accepted] = v.parse(Counts, JSON.parse(text(row, "counts")));
        return {
          ...rowFrom(row),
          holdsFrom: from === null ? null : day(from),
          ...{ people, accepted },
        };
      }),
    ),

  /** Every published version, the oldest first; see inForce. */
  versions: (plan: string): Read<Version[]> =>
    read(
      `SELECT ${VERSION} FROM incentive_versions AS y ${BY}
       WHERE y.tenant = ?1 AND y.plan = ?2 ORDER BY y.number`,
      [plan],
      every(versionFrom),
    ),

  /** A version; null is the newest. */
  version: (plan: string, number: number | null): Read<Version | null> =>
    read(
      `SELECT ${VERSION} FROM incentive_versions AS y ${BY}
       WHERE y.tenant = ?1 AND y.plan = ?2 AND y.number = ${NUMBER}`,
      [plan, number],
      first(versionFrom),
    ),
};

type NewPlan = {
  readonly id: string;
  readonly document: PlanJson;
  readonly budget: bigint | null;
  readonly sample: boolean;
};
type NewVersion = {
  readonly plan: string;
  readonly number: number;
  /** Canonical JSON, as it is hashed. */
  readonly document: string;
  readonly hash: string;
  readonly from: Day;
  readonly until: Day;
  readonly at: number;
};

const writes = {
  addPlan: ({ id, document, budget, sample }: NewPlan, actor: string): Statement =>
    write(
      `INSERT INTO incentive_plans (tenant, id, key, name_zh, name_en, document, editors, budget, sample)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, json_array(${BEHIND(7)}), ?8, ?9`,
      id,
      document.key,
      document.name.zh,
      document.name.en,
      JSON.stringify(document),
      actor,
      budget === null ? null : Number(budget),
      sample ? 1 : 0,
    ),

  /** The draft anew; whoever did it is among its editors from now on. */
  setDocument: (id: string, document: PlanJson, actor: string): Statement =>
    write(
      `UPDATE incentive_plans SET document = ?3, key = ?4, name_zh = ?5, name_en = ?6,
         version = version + 1, editors = CASE
           WHEN EXISTS (SELECT 1 FROM json_each(editors) AS j WHERE j.value = ${BEHIND(7)})
           THEN editors ELSE json_insert(editors, '$[#]', ${BEHIND(7)}) END
       WHERE tenant = ?1 AND id = ?2`,
      id,
      JSON.stringify(document),
      document.key,
      document.name.zh,
      document.name.en,
      actor,
    ),

  setBudget: (id: string, budget: bigint | null): Statement =>
    write(
      `UPDATE incentive_plans SET budget = ?3, version = version + 1 WHERE tenant = ?1 AND id = ?2`,
      id,
      budget === null ? null : Number(budget),
    ),

  setArchived: (id: string, archived: boolean): Statement =>
    write(
      `UPDATE incentive_plans SET archived = ?3, version = version + 1
       WHERE tenant = ?1 AND id = ?2`,
      id,
      archived ? 1 : 0,
    ),

  discard: (id: string): Statement =>
    write("DELETE FROM incentive_plans WHERE tenant = ?1 AND id = ?2", id),

  /** The version, then the plan that points at it. Nobody edited: whoever publishes stands for it. */
  publish: (version: NewVersion, actor: string): Statement[] => [
    write(
      `INSERT INTO incentive_versions (tenant, plan, number, document, hash, from_day, until_day,
         authors, by, at, seq)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7,
         CASE WHEN p.editors = '[]' THEN json_array(${BEHIND(8)}) ELSE p.editors END,
         ${BEHIND(8)}, ?9, ${SEQ}
       FROM incentive_plans AS p WHERE p.tenant = ?1 AND p.id = ?2`,
      version.plan,
      version.number,
      version.document,
      version.hash,
      version.from,
      version.until,
      actor,
      version.at,
    ),
    write(
      `UPDATE incentive_plans SET published = ?3, editors = '[]', version = version + 1
       WHERE tenant = ?1 AND id = ?2`,
      version.plan,
      version.number,
    ),
  ],
};

const expect = {
  draft: (id: string, version: number): Guard => ({
    what: "payplan/version",
    sql: "(SELECT version = ?3 FROM incentive_plans WHERE tenant = ?1 AND id = ?2)",
    params: [id, version],
  }),
  /** Nobody is on the plan, and nobody ever was. */
  nobodyOn: (id: string): Guard => ({
    what: "payplan/in_use",
    sql: `NOT EXISTS (SELECT 1 FROM incentive_members INDEXED BY incentive_members_plan
      WHERE tenant = ?1 AND plan = ?2)`,
    params: [id],
  }),
};

/** All of this noun's SQL, as values: nothing has run until load() or commit(). */
export const payplanStore = {
  ...reads,
  ...memberReads,
  ...acceptanceReads,
  ...factReads,
  ...writes,
  ...memberWrites,
  ...acceptanceWrites,
  expect,
};
export type PayplanStore = typeof payplanStore;
