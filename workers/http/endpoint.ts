import * as v from "valibot";
import type { SignedIn } from "../auth/session.ts";
import { assert } from "../lib/assert.ts";
import type { AnswerOf, Contract, InputOf, RefusalOf } from "../lib/contract.ts";
import type { Day } from "../lib/day.ts";
import { sha256 } from "../lib/hash.ts";
import { businessDay, type Instant } from "../lib/instant.ts";
import type { Refusal } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { type Actor, actorFrom, standing, type Standing } from "../tenancy/actor.ts";
import { remember, storedAnswer, type StoredAnswer } from "../tenancy/commit.ts";
import { forgetPlace, type Place, shardOf } from "../tenancy/directory.ts";
import { openPlace } from "../tenancy/open.ts";
import { Refused, Replayed } from "../tenancy/replay.ts";
import { isPermission, type Permission } from "../tenancy/roles.ts";
import { seenSinceOf, sightOf, type Subject } from "../tenancy/sight.ts";
import type { Json, Read } from "../tenancy/sql.ts";
import { type Gate, type RequestKey, type TenantDb, tenantDb } from "../tenancy/tenant-db.ts";
import type { Api, AppContext } from "./context.ts";
import { parsedInput, rawBody, type RawBody } from "./input.ts";
import type { ProblemCode } from "./problems.ts";
import { answer, problem } from "./reply.ts";
import { type Caller, callerOf, isForeign, personOf } from "./session.ts";
import { SEEDS } from "./seeds.ts";
import { wake } from "./wake.ts";

/** What a handler of a tenant's route is given. `actor()` speaks after the first load. */
export type Call<C extends Contract> = {
  readonly input: InputOf<C>;
  readonly db: TenantDb;
  readonly actor: () => Actor;
  /** The account that is signed in, for what the first load asks about it; whether it may, that load says. */
  readonly asker: string | null;
  /** The first day of the person asked for that the caller may see; null for all. Like actor(). */
  readonly seenSince: () => Day | null;
  readonly today: Day;
  readonly now: Instant;
  readonly c: AppContext;
};

export type Answered<C extends Contract> = {
  readonly body: AnswerOf<C>;
  readonly version?: number;
  readonly status?: Contract["status"];
};

type Handler<C extends Contract> = (
  call: Call<C>,
) => Promise<Result<Answered<C>, Refusal<RefusalOf<C>>>>;

type Declared = Contract & { readonly may: Permission; readonly refuses: readonly ProblemCode[] };

/**
 * Mounts one route of a tenant. In this order: origin, who calls, input, then the handler, whose
 * first load carries the tenant's place, the caller's rights, what they may see and the idempotency
 * key in the same batch as its data: one round trip, and no way around it.
 */
export function endpoint<const C extends Declared>(
  api: Api,
  contract: C,
  handler: Handler<C>,
): void {
  assert(isPermission(contract.may), `${contract.id} names a permission`);
  mount(api, contract, async (c) => {
    const caller = await callerOf(c);
    if (!caller.ok) return problem(c, caller.error);
    const body = await rawBody(c);
    if (!body.ok) return problem(c, body.error);
    const input = parsedInput(c, contract, body.value.json);
    if (!input.ok) return problem(c, input.error);
    const key = await requestKey(c, contract, caller.value, body.value);
    if (!key.ok) return problem(c, key.error);

    const { tenant } = caller.value;
    if (tenant === null) return problem(c, { code: "auth/no_company" });
    const place = await openPlace(c.env, tenant, { now: c.var.now, seeds: SEEDS });
    if (!place) return problem(c, { code: "auth/no_access" });

    const call = openCall(c, contract, {
      caller: caller.value,
      place,
      input: input.value,
      key: key.value,
    });
    const outcome = await handler(call);
    wake(c, call.db);
    if (!outcome.ok) return problem(c, outcome.error);
    if (call.db.notices.length === 0) await rememberAnswer(call.db, contract, outcome.value);
    return answered(c, contract, outcome.value);
  });
}

/** Answers of up to this size are kept under their key. */
const KEPT_ANSWER_MAX = 16_000;

async function rememberAnswer<C extends Contract>(
  db: TenantDb,
  contract: C,
  { status = contract.status, body }: Answered<C>,
): Promise<void> {
  if (!db.requestKey || JSON.stringify(body).length > KEPT_ANSWER_MAX) return;
  await remember(db, { status, body: body as Json });
}

/** Mounts a route that belongs to no tenant: public, or of a signed-in person. */
export function openEndpoint<const C extends Contract & { readonly may: "public" | "signed_in" }>(
  api: Api,
  contract: C,
  handler: (call: {
    readonly c: AppContext;
    readonly input: InputOf<C>;
    /** Who is signed in; null on a public route. Keys stand for a company, not for a person. */
    readonly me: SignedIn | null;
  }) => Promise<Result<Answered<C>, Refusal<RefusalOf<C>>>>,
): void {
  mount(api, contract, async (c) => {
    const me = contract.may === "signed_in" ? await personOf(c) : null;
    if (contract.may === "signed_in" && !me) return problem(c, { code: "auth/signed_out" });
    const body = await rawBody(c);
    if (!body.ok) return problem(c, body.error);
    const input = parsedInput(c, contract, body.value.json);
    if (!input.ok) return problem(c, input.error);
    const outcome = await handler({ c, input: input.value, me });
    if (!outcome.ok) return problem(c, outcome.error);
    return answered(c, contract, outcome.value);
  });
}

function answered<C extends Contract>(c: AppContext, contract: C, told: Answered<C>): Response {
  const { status = contract.status, body, version } = told;
  assert(!__DEV__ || v.is(contract.answer, body), `${contract.id} answers as declared`);
  const unchanged = version !== undefined && c.req.header("if-none-match") === `"${version}"`;
  if (contract.method === "GET" && unchanged) return answer(304, null, version);
  return answer(status, body, version);
}

function mount(api: Api, contract: Contract, handle: (c: AppContext) => Promise<Response>): void {
  assert(!api.contracts.some(({ id }) => id === contract.id), `${contract.id} is mounted once`);
  api.contracts.push(contract);
  api.hono.on(contract.method, `/api/v1${contract.path}`, async (c) => {
    // Public routes are stateless; everything else could be sent by a foreign page with our cookie.
    if (contract.may !== "public" && isForeign(c))
      return problem(c, { code: "auth/foreign_origin" });
    return await handle(c);
  });
}

const KEY_SHAPE = /^[\x21-\x7e]{8,100}$/;

async function requestKey(
  c: AppContext,
  contract: Contract,
  { credential }: Caller,
  { text }: RawBody,
): Promise<Result<RequestKey | null, Refusal>> {
  if (contract.method !== "POST" || contract.asks) return ok(null);
  const key = c.req.header("idempotency-key") ?? "";
  if (!KEY_SHAPE.test(key)) return err({ code: "input/no_key" });
  const who =
    credential.kind === "session"
      ? credential.account
      : credential.kind === "key"
        ? credential.id
        : "";
  const bodyHash = await sha256(
    JSON.stringify([who, contract.id, new URL(c.req.url).pathname, text]),
  );
  return ok({ key, bodyHash });
}

type Opened<C extends Contract> = {
  readonly caller: Caller;
  readonly place: Place;
  readonly input: InputOf<C>;
  readonly key: RequestKey | null;
};

function openCall<C extends Declared>(
  c: AppContext,
  contract: C,
  { caller, place, input, key }: Opened<C>,
): Call<C> {
  const { now } = c.var;
  const today = businessDay(now, place.timeZone, place.dayOffset);
  let known: Actor | null = null;
  const actor = () => {
    assert(known !== null, "the actor is known after the first load");
    return known;
  };
  const subject = subjectOf(contract, input);
  let since: Day | null = null;
  const seenSince = () => {
    assert(known !== null, "what may be seen is known after the first load");
    return since;
  };
  const gate: Gate = {
    reads: gateReads(caller, subject, today, key),
    admit: (loaded) => {
      known = admitted(c, contract, { caller, place, key, subject, loaded });
      since = (loaded["since"] ?? null) as Day | null; // Decoded by seenSinceOf.
    },
  };
  const db = tenantDb({
    shard: shardOf(c.env, place),
    tenant: place.number,
    uuid: place.uuid,
    epoch: place.epoch,
    actor: () => actor().id,
    now,
    gate,
    ...(key ? { requestKey: key } : {}),
  });
  c.set("meter", db.meter);
  const { credential } = caller;
  const asker = credential.kind === "session" ? credential.account : null;
  return { input, db, actor, asker, seenSince, today, now, c };
}

function gateReads(caller: Caller, subject: Subject | null, today: Day, key: RequestKey | null) {
  const { credential } = caller;
  const reads: Record<string, Read<unknown>> = { here: standing.here() };
  if (credential.kind === "session") reads["access"] = standing.access(credential.account);
  if (credential.kind === "key") reads["key"] = standing.key(credential.id);
  if (subject) reads["sight"] = sightOf(credential, subject, today);
  if (subject && subject.kind !== "unit" && credential.kind === "session")
    reads["since"] = seenSinceOf(credential, subject, today);
  if (key) reads["stored"] = storedAnswer(key.key);
  return reads;
}

type Admission = {
  readonly caller: Caller;
  readonly place: Place;
  readonly key: RequestKey | null;
  readonly subject: Subject | null;
  readonly loaded: Record<string, unknown>;
};

/** Throws Refused or Replayed; otherwise the actor. */
function admitted(c: AppContext, contract: Declared, at: Admission): Actor {
  const { here = null, access = null, key = null } = at.loaded as Partial<Standing>;
  const actor = actorFrom(
    { here, access, key },
    {
      credential: at.caller.credential,
      permission: contract.may,
      writes: contract.method !== "GET" && !contract.asks,
      epoch: at.place.epoch,
      now: c.var.now,
    },
  );
  const hasMoved = !actor.ok && actor.error.code === "tenant/moved";
  if (hasMoved || isStale(at.place, here)) forgetPlace(at.place.uuid);
  if (!actor.ok) throw new Refused(actor.error);
  const sight = at.loaded["sight"];
  if (at.subject && sight !== "seen")
    throw new Refused({ code: "subject/not_found", kind: at.subject.kind, id: at.subject.id });
  const stored = at.loaded["stored"] as StoredAnswer | null | undefined;
  if (stored && at.key) throw new Replayed(stored, at.key.bodyHash);
  return actor.value;
}

/** The shard is right about the business day; what this isolate kept is asked for again. */
function isStale({ timeZone, dayOffset }: Place, here: Standing["here"]): boolean {
  return here !== null && (here.timeZone !== timeZone || here.dayOffset !== dayOffset);
}

function subjectOf(contract: Contract, input: { params: unknown; query: unknown }): Subject | null {
  const given = { ...(input.params as object), ...(input.query as object) } as Record<
    string,
    unknown
  >;
  for (const kind of ["person", "unit", "subject"] as const) {
    const name = contract.sees?.[kind];
    const id = name === undefined ? undefined : given[name];
    if (typeof id === "string") return { kind, id };
  }
  return null;
}
