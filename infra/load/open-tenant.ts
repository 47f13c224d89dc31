import { type TenantDb, tenantDb, type TenantNumber } from "../../workers/tenancy/tenant-db.ts";

/** A company of one shard, opened without a server: for measuring commands by themselves. */
export type OpenedTenant = {
  readonly shard: D1Database;
  readonly number: TenantNumber;
  readonly open: () => TenantDb;
};

export async function openTenant(
  shards: readonly D1Database[],
  uuid: string,
): Promise<OpenedTenant> {
  // Vite's define is not there outside the bundle.
  Object.assign(globalThis, { __DEV__: false });
  for (const shard of shards) {
    const row = await shard
      .prepare("SELECT tenant, epoch FROM tenant_here WHERE uuid = ?1")
      .bind(uuid)
      .first<{ tenant: number; epoch: number }>();
    if (!row) continue;
    const number = row.tenant as TenantNumber; // Read from the shard itself.
    const { epoch } = row;
    const open = () =>
      tenantDb({ shard, tenant: number, uuid, epoch, actor: () => "bench", now: Date.now() });
    return { shard, number, open };
  }
  throw new Error(`no shard has the company ${uuid}`);
}
