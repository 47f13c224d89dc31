import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import { ok } from "../lib/result.ts";
import * as contracts from "./contract.ts";
import { saveAbsences } from "./save-absences.ts";
import { absenceStore } from "./store.ts";

export function absenceRoutes(api: Api): void {
  endpoint(api, contracts.listAbsences, async ({ db, input: { query } }) => {
    const { items } = await db.load({ items: absenceStore.list(query.person ?? null) });
    return ok({ body: { items, next: null } });
  });

  endpoint(api, contracts.saveAbsences, async ({ db, input: { body } }) => {
    const saved = await saveAbsences(db, body.rows);
    return saved.ok ? ok({ body: saved.value }) : saved;
  });
}
