import { SAMPLE_ENTRIES_ABOUT } from "../../db/sample/yunfan.ts";
import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import { ok } from "../lib/result.ts";
import { removeSample as remove, startSample } from "./change-sample.ts";
import { getSample, loadSample, removeSample } from "./contract.ts";
import { sampleId } from "./names.ts";
import { sampleStore } from "./store.ts";

export function sampleRoutes(api: Api): void {
  endpoint(api, getSample, async ({ db }) => {
    const { here, entries } = await db.load({
      here: sampleStore.here(),
      entries: sampleStore.entriesSoFar(),
    });
    return ok({ body: { ...(await shown(db.uuid)), state: here.state, entries } });
  });

  endpoint(api, loadSample, async ({ db }) => {
    const places = await shown(db.uuid);
    const begun = { ...places, state: "loading", entries: 0 } as const;
    const started = await startSample(db, begun);
    return started.ok ? ok({ body: { ...begun, state: started.value } }) : started;
  });

  endpoint(api, removeSample, async ({ db }) => {
    const removed = await remove(db);
    return removed.ok ? ok({ body: { state: removed.value } }) : removed;
  });
}

async function shown(tenant: string) {
  return {
    unit: await sampleId(tenant, "unit", "YF"),
    plan: await sampleId(tenant, "plan", "YF-P1"),
    board: await sampleId(tenant, "board", "YF-B1"),
    entriesExpected: SAMPLE_ENTRIES_ABOUT,
  };
}
