import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** The rows of one shard as they lie on the disk after a kill, read without any code of ours. */
export function shardRows(state: string, sql: string): readonly Record<string, unknown>[] {
  const folder = join(state, "v3", "d1", "miniflare-D1DatabaseObject");
  const files = readdirSync(folder).filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name));
  return files.flatMap((file) => {
    const database = new DatabaseSync(join(folder, file));
    const known = database.prepare("SELECT name FROM sqlite_master WHERE name = 'commits'").all();
    const rows = known.length === 0 ? [] : database.prepare(sql).all();
    database.close();
    return rows;
  });
}
