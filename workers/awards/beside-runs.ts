import { sha256Hex } from "../incentives/sha256.ts";
import { correctionStore } from "../disputes/correction-store.ts";
import { disputeStore } from "../disputes/store.ts";
import type { Beside, RunAward } from "../payruns/deps.ts";
import { SEQ, type Statement, write } from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import { awardStore } from "./store.ts";

/** What disputes, corrections and awards tell pay runs; the application hands it in. */
export const besideRuns: Beside = {
  openDisputes: disputeStore.openOf,
  noneOpen: disputeStore.expect.noneOpen,
  adjustments: correctionStore.approvedOf,
  boards: awardStore.boardsOf,
  peerScores: awardStore.peerScoresOf,
  give: (run, awards) => (awards.length === 0 ? [] : [given(run, awards)]),
};

/** What a plan's own awards give, in the commit that locks the run: by whoever locks it. */
function given(run: string, awards: readonly RunAward[]): Statement {
  return write(
    `INSERT INTO awards (tenant, id, subject, subject_kind, kind, run, component, place, from_day,
       until_day, name, gives, note, by, account, at, sample, seq)
     SELECT ?1, j.value ->> 0, j.value ->> 1, 'person', j.value ->> 2, ?2, j.value ->> 3,
       j.value ->> 4, j.value ->> 5, j.value ->> 6, j.value ->> 7, j.value ->> 8, '', c.actor,
       coalesce((SELECT made_by FROM api_keys WHERE tenant = ?1 AND id = c.actor), c.actor), c.at,
       p.sample, c.seq
     FROM json_each(?3) AS j CROSS JOIN commits AS c CROSS JOIN people AS p
     WHERE c.tenant = ?1 AND c.seq = ${SEQ} AND p.tenant = ?1 AND p.id = j.value ->> 1`,
    run,
    packed(
      awards.map((each) => [
        ...[idOf(run, each), each.person, each.award, each.component, each.place],
        ...[each.from, each.until, JSON.stringify(each.name), JSON.stringify(each.gives)],
      ]),
    ),
  );
}

/** Follows from the run, the person and the component: a run locks once, and gives once. */
function idOf(run: string, { person, component, from }: RunAward): string {
  const hex = sha256Hex(`${run}\n${person}\n${component}\n${from}`);
  // The run's own time first, so that awards sort among others by when they were given.
  return `${run.slice(0, 13)}-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
}
