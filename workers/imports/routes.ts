import { ok } from "../lib/result.ts";
import type { Api } from "../http/context.ts";
import { type Call, endpoint } from "../http/endpoint.ts";
import * as contracts from "./contract.ts";
import { dryRun } from "./dry-run.ts";
import type { Sinks } from "./sink.ts";
import { cancelImportOf, startImport, undoImportOf } from "./steer.ts";
import { importStore as store } from "./store.ts";
import { createImportOf, putChunkOf } from "./upload.ts";
import { wireImport } from "./wire.ts";

/** Sorts after every UUIDv7. */
const NEWEST = "g";

export function importRoutes(api: Api, sinks: Sinks): void {
  uploadRoutes(api, sinks);
  steeringRoutes(api);
  readingRoutes(api);
}

function uploadRoutes(api: Api, sinks: Sinks): void {
  endpoint(api, contracts.createImport, async ({ db, input }) => {
    const made = await createImportOf(db, store, input.body);
    return made.ok ? ok({ body: wireImport(made.value) }) : made;
  });

  endpoint(api, contracts.putChunk, async ({ db, input }) => {
    const kept = await putChunkOf(db, store, input, sinks);
    return kept.ok ? ok({ body: { n: input.params.n, ...kept.value } }) : kept;
  });

  endpoint(api, contracts.dryRunImport, async ({ db, input: { params, query }, today, now }) => {
    const asked = { id: params.importId, from: Number(query.from) };
    const counted = await dryRun(db, asked, { store, sinks, today, now });
    if (!counted.ok) return counted;
    const { problems, ...counts } = counted.value;
    return ok({ body: { ...counts, problems: [...problems] } });
  });
}

function steeringRoutes(api: Api): void {
  endpoint(api, contracts.commitImport, async ({ db, input }) => {
    const started = await startImport(db, store, input.params.importId);
    return started.ok ? ok({ body: wireImport(started.value) }) : started;
  });

  endpoint(api, contracts.cancelImport, async ({ db, input }) => {
    const stopped = await cancelImportOf(db, store, input.params.importId);
    return stopped.ok ? ok({ body: wireImport(stopped.value) }) : stopped;
  });

  endpoint(api, contracts.undoImport, async ({ db, input }) => {
    const undoing = await undoImportOf(db, store, input.params.importId);
    return undoing.ok ? ok({ body: wireImport(undoing.value) }) : undoing;
  });
}

function readingRoutes(api: Api): void {
  endpoint(api, contracts.listImports, async ({ db, input: { query } }) => {
    const { found } = await db.load({ found: store.list(query.cursor ?? NEWEST, query.limit + 1) });
    const items = found.slice(0, query.limit);
    const next = found.length > items.length ? (items.at(-1)?.id ?? null) : null;
    return ok({ body: { items: items.map(wireImport), next } });
  });

  endpoint(api, contracts.getImport, async ({ db, input: { params } }) => {
    const { found } = await db.load({ found: store.import(params.importId) });
    if (!found) return { ok: false, error: { code: "import/not_found", id: params.importId } };
    return ok({ body: wireImport(found) });
  });

  endpoint(api, contracts.postNames, names);
}

async function names({ db, input: { body }, today }: Call<typeof contracts.postNames>) {
  const loaded = await db.load({
    people: store.peopleCalled(asked(body.people)),
    units: store.unitsCalled(asked(body.units)),
    currency: store.ownCurrency(),
  });
  return ok({ body: { ...loaded, today } });
}

/** As written, and as names are compared. */
function asked(refs: readonly string[]): string[] {
  return [...new Set(refs.flatMap((ref) => [ref.trim(), ref.trim().toLowerCase()]))];
}
