import { assert, must } from "../lib/assert.ts";
import type { Notice } from "../lib/notice.ts";
import type { Loaded, Param, Read, Row, Statement } from "./sql.ts";

declare const brand: unique symbol;
/** The directory's number of a tenant. Minted in session.ts and jobs/ only. */
export type TenantNumber = number & { readonly [brand]: "tenant" };

/** Every statement a development run has sent: test/support/plans.ts asks how each is carried out. */
export const sentInDevelopment = new Set<string>();

/** What one request cost the database. */
export type Meter = { trips: number; read: number; written: number };

/**
 * Reads that stand first in the batch of a request's first load, and the decision on them. `admit`
 * throws when the request may not go on, so that nothing behind it is ever decoded.
 */
export type Gate = {
  readonly reads: Record<string, Read<unknown>>;
  readonly admit: (loaded: Record<string, unknown>) => void;
};

/** The request's idempotency key, when it has one. */
export type RequestKey = { readonly key: string; readonly bodyHash: string };

export type TenantDb = ReturnType<typeof tenantDb>;

type Opening = {
  readonly shard: D1Database;
  readonly tenant: TenantNumber;
  readonly uuid: string;
  readonly epoch: number;
  /** Who acts, for the commit row: an account, a key or a job. */
  readonly actor: () => string;
  readonly now: number;
  readonly gate?: Gate;
  readonly requestKey?: RequestKey;
};

/**
 * One shard as one tenant sees it. Stores and commands are given this and nothing else, so no
 * statement can leave the tenant: ?1 is bound here, and the raw handle never comes out.
 */
export function tenantDb(opening: Opening) {
  const { shard, tenant, gate } = opening;
  const meter: Meter = { trips: 0, read: 0, written: 0 };
  const notices: Notice[] = [];
  let admitted = gate === undefined;

  const bind = ({ sql, params }: Statement) => {
    assert(sql.includes("?1"), "a statement names its tenant");
    if (__DEV__) sentInDevelopment.add(sql);
    return shard.prepare(sql).bind(tenant, ...params);
  };

  async function run(statements: readonly Statement[]): Promise<D1Result<Row>[]> {
    meter.trips += 1;
    const results = await shard.batch<Row>(statements.map(bind));
    for (const { meta } of results) {
      meter.read += meta.rows_read;
      meter.written += meta.rows_written;
    }
    return results;
  }

  return {
    uuid: opening.uuid,
    epoch: opening.epoch,
    now: opening.now,
    requestKey: opening.requestKey,
    actor: opening.actor,
    meter,
    notices,

    /** All reads in one round trip, each decoded by its own store. The first one passes the gate. */
    async load<R extends Record<string, Read<unknown>>>(reads: R): Promise<Loaded<R>> {
      const guarding = admitted ? {} : must(gate).reads;
      const names = Object.keys(reads);
      const gateNames = Object.keys(guarding);
      const all = [...Object.values(guarding), ...Object.values(reads)];
      if (all.length === 0) return {} as Loaded<R>;
      const results = await run(all);
      const decoded = (at: number) => must(all[at]).decode(must(results[at]).results);
      if (!admitted) {
        must(gate).admit(Object.fromEntries(gateNames.map((name, at) => [name, decoded(at)])));
        admitted = true;
      }
      const values = names.map((name, at) => [name, decoded(gateNames.length + at)]);
      return Object.fromEntries(values) as Loaded<R>;
    },

    /** All or nothing, in this order; only commit.ts calls it. */
    async write(statements: readonly Statement[]): Promise<readonly Row[][]> {
      assert(admitted, "a command loads before it commits");
      return (await run(statements)).map(({ results }) => results);
    },
  };
}

/** Many rows travel as one parameter: 100 parameters a statement is D1's limit. */
export function packed(rows: readonly unknown[]): Param {
  return JSON.stringify(rows, (_, value: unknown) =>
    typeof value === "bigint" ? Number(value) : value,
  );
}
