import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import { ok } from "../lib/result.ts";
import { changeSettings } from "./change-settings.ts";
import * as contracts from "./contract-settings.ts";
import type { Deps } from "./deps.ts";
import { readAdvances, takeAdvances } from "./read-advances.ts";
import { readExport, takeExport } from "./read-export.ts";
import { saveRates } from "./save-rates.ts";
import type { KeptSettings } from "./setting-store.ts";

export function settingRoutes(api: Api, deps: Deps): void {
  const { runs } = deps;
  endpoint(api, contracts.getPaySettings, async ({ db }) => {
    const { kept } = await db.load({ kept: runs.settings() });
    return ok({ body: settingsWire(kept), version: kept.version });
  });

  endpoint(api, contracts.changePaySettings, async ({ db, input: { body, version } }) => {
    const changed = await changeSettings(db, deps, { change: body, version });
    if (!changed.ok) return changed;
    return ok({ body: settingsWire(changed.value), version: changed.value.version });
  });

  endpoint(api, contracts.listRates, async ({ db, input: { query } }) => {
    const { items } = await db.load({ items: runs.rateList(query.limit) });
    return ok({ body: { items, next: null } });
  });

  endpoint(api, contracts.saveRates, async ({ db, input: { body } }) => {
    const saved = await saveRates(db, deps, body.rows);
    return saved.ok ? ok({ body: saved.value }) : saved;
  });

  endpoint(api, contracts.getExport, async ({ db, input: { params } }) => {
    const read = await readExport(db, deps, params.runId);
    return read.ok ? ok({ body: read.value }) : read;
  });

  endpoint(api, contracts.takeExport, async ({ db, input: { params, body } }) => {
    const taken = await takeExport(db, deps, { run: params.runId, ...body });
    return taken.ok ? ok({ body: taken.value }) : taken;
  });

  endpoint(api, contracts.getAdvances, async ({ db, input: { params } }) => {
    const read = await readAdvances(db, deps, params.runId);
    return read.ok ? ok({ body: read.value }) : read;
  });

  endpoint(api, contracts.takeAdvances, async ({ db, input: { params, body } }) => {
    const taken = await takeAdvances(db, deps, { run: params.runId, ...body });
    return taken.ok ? ok({ body: taken.value }) : taken;
  });

  endpoint(api, contracts.getAudit, async ({ db, input: { query } }) => {
    const { all } = await db.load({ all: runs.audits(query.limit) });
    const items = all.map(({ at, runs: count, statements, differences, found }) => ({
      ...{ at, runs: count, statements, differences },
      found: found.map(([run, person, currency]) => ({ run, person, currency })),
    }));
    return ok({ body: { items, next: null } });
  });
}

function settingsWire({ eventMetrics, columns, ...settings }: KeptSettings) {
  return { ...settings, eventMetrics: { ...eventMetrics }, columns: [...columns] };
}
