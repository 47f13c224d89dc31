import { sentInDevelopment } from "../../workers/tenancy/tenant-db.ts";
import { env } from "./world.ts";

/** Statements whose plan has been looked at in this runtime. */
const looked = new Set<string>();

/**
 * How the database would carry out every statement sent so far, and what is wrong with it: a SCAN of
 * a tenant's table, or a SEARCH that does not begin with the tenant. One rule for speed and isolation.
 */
export async function badPlans(): Promise<string[]> {
  const fresh = [...sentInDevelopment].filter((sql) => !looked.has(sql));
  if (fresh.length === 0) return [];
  const tables = await tenantTables();
  const found: string[] = [];
  for (const sql of fresh) {
    looked.add(sql);
    const highest = Math.max(...[...sql.matchAll(/\?(\d+)/g)].map(([, n]) => Number(n)));
    const { results } = await env.SHARD_0.prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...Array.from({ length: highest }, () => null))
      .all<Step>();
    results.forEach((step, at) => {
      const inner = results.slice(0, at).some(({ parent }) => parent === step.parent);
      if (isBad(step.detail, sql, tables) || (inner && isWalkedAgain(step.detail, sql)))
        found.push(`${step.detail}  <-  ${sql.replace(/\s+/g, " ")}`);
    });
  }
  return found;
}

type Step = { readonly parent: number; readonly detail: string };

/**
 * Inside a loop, a SEARCH by the tenant alone walks all of the tenant's rows once for every row of the
 * outer table: a thousand rows of a batch against five thousand entries read five million.
 */
function isWalkedAgain(detail: string, sql: string): boolean {
  const name = /^SEARCH (\w+) .*\(tenant=\?\)$/.exec(detail)?.[1] ?? "";
  if (name === "") return false;
  return GROWING.some(
    (table) => name === table || new RegExp(`\\b${table}\\s+(?:AS\\s+)?${name}\\b`, "i").test(sql),
  );
}

/** Tables that grow with use; the others hold a handful of rows of a tenant. */
const GROWING = ["entries", "credits", "totals", "commits", "people", "memberships", "unit_paths"];

async function tenantTables(): Promise<ReadonlySet<string>> {
  const { results } = await env.SHARD_0.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%tenant INTEGER%'",
  ).all<{ name: string }>();
  return new Set(results.map(({ name }) => name));
}

function isBad(detail: string, sql: string, tables: ReadonlySet<string>): boolean {
  const [, verb, name = ""] = /^(SCAN|SEARCH) (\w+)/.exec(detail) ?? [];
  if (!verb || / VIRTUAL TABLE /.test(detail)) return false;
  const isTable =
    tables.has(name) ||
    [...tables].some((table) => new RegExp(`\\b${table}\\s+(?:AS\\s+)?${name}\\b`, "i").test(sql));
  if (!isTable) return false;
  return verb === "SCAN" || !/\((?:tenant=\?|tenant=\? AND )/.test(detail);
}
