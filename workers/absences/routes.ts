import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import { ok } from "../lib/result.ts";
import * as contracts from "./contract.ts";
import { parsePlace, placeText } from "./place.ts";
import { saveAbsences } from "./save-absences.ts";
import { absenceStore } from "./store.ts";

export function absenceRoutes(api: Api): void {
  endpoint(api, contracts.listAbsences, async ({ db, input: { query } }) => {
    const { person = null, cursor, limit } = query;
    const { found } = await db.load({
      found: absenceStore.list(person, parsePlace(cursor), limit + 1),
    });
    const items = found.slice(0, limit);
    const last = found.length > limit ? items.at(-1) : undefined;
    return ok({ body: { items, next: last ? placeText(last) : null } });
  });

  endpoint(api, contracts.saveAbsences, async ({ db, input: { body } }) => {
    const saved = await saveAbsences(db, body.rows);
    return saved.ok ? ok({ body: saved.value }) : saved;
  });
}
