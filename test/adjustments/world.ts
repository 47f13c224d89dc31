import { newId } from "../../workers/lib/id.ts";
import { forgetPlace, placeOf, shardOf } from "../../workers/tenancy/directory.ts";
import { env, member, type Answer, type Client, type Person } from "../support/world.ts";
import { done, plan, team, type Team } from "../targets/team.ts";

/** A team whose FY2026 plan is published: 华东 480万 (anna 360, bo 120), 华南 720万 (chen 480, dai 240). */
export type World = Team & { readonly plan: string; readonly second: Person };

/** Whatever the real date is, the company's business day is this one. */
export async function standOn(tenant: string, on: string): Promise<void> {
  const place = await placeOf(env, tenant, Date.now());
  if (!place) throw new Error("no such company");
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: place.timeZone }).format(Date.now());
  const offset = (Date.parse(on) - Date.parse(today)) / 86_400_000;
  await shardOf(env, place)
    .prepare("UPDATE tenant_here SET day_offset = ?2 WHERE tenant = ?1")
    .bind(place.number, offset)
    .run();
  await env.CONTROL.prepare("UPDATE directory SET day_offset = ?2 WHERE uuid = ?1")
    .bind(tenant, offset)
    .run();
  forgetPlace(tenant);
}

export async function world(change: Record<string, unknown> = {}): Promise<World> {
  const at = await team();
  await standOn(at.id, "2026-05-20");
  const body = plan(change);
  await done(at.api.post("/plans", body));
  await done(at.api.post(`/plans/${body.id}/allocate`, {}));
  await publish(at.api, body.id);
  const second = await member(at.id, "admin");
  return { ...at, plan: body.id, second };
}

export async function publish(api: Client, id: string): Promise<Answer> {
  const { body, headers } = await done(api.get(`/plans/${id}`));
  const version = Number(headers.get("etag")?.replaceAll('"', ""));
  return await done(api.post(`/plans/${id}/publish`, { draft: body.plan.draft }, { version }));
}

export const request = (
  { plan: of }: Pick<World, "plan">,
  change: Record<string, unknown> = {},
) => ({
  id: newId(Date.now()),
  plan: of,
  trigger: "last_result",
  reason: "Q2 came in a fifth above target",
  from: "2026-07-01",
  ...change,
});

export const percent = (subject: string | undefined, size: string) => ({
  subject: subject ?? "",
  size: { kind: "percent", percent: size },
});
export const absolute = (subject: string | undefined, amount: string) => ({
  subject: subject ?? "",
  size: { kind: "absolute", amount },
});

/** Reviewed and approved by the second person, ready to be applied. */
export async function approved(at: World, body: ReturnType<typeof request>): Promise<string> {
  await done(at.api.post("/adjustments", body));
  const path = `/adjustments/${body.id}`;
  const { client } = at.second;
  await done(client.post(`${path}/review`, {}, { version: 1 }));
  const { body: seen } = await done(client.get(path));
  const { hash } = seen.radius;
  await done(client.post(`${path}/approve`, { hash }, { version: 2 }));
  return hash;
}

export async function applied(at: World, body: ReturnType<typeof request>): Promise<Answer> {
  const hash = await approved(at, body);
  return await done(at.api.post(`/adjustments/${body.id}/apply`, { hash }, { version: 3 }));
}
