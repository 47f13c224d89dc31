import { holds, IS_SOMEBODY, type Source } from "../notices/waiting.ts";

const PLAN = "'plan', json_object('zh', p.name, 'en', p.name), 'due', r.deadline";
/** What waits in open rounds; nothing awaits anybody once a round is over. */
const ROUND = `r.tenant = ?1 AND r.state = 'open' AND p.tenant = ?1 AND p.id = r.plan`;
const THREADS = "negotiation_threads AS t INDEXED BY negotiation_threads_awaits";
const ofUnit = (from: string) => `
  SELECT x.account, 'numbers_to_decide' AS kind, 'numbers/' || r.id AS key, 0 AS turn,
    json_object('id', r.id, ${PLAN}, 'count', count(*)) AS facts, p.sample
  FROM ${from} AND ${ROUND} GROUP BY x.account, r.id`;

/** A number of one's own. */
const OWN: Source = `
  SELECT x.account, 'number_to_answer' AS kind, 'number/' || r.id AS key, 0 AS turn,
    json_object('id', r.id, ${PLAN}) AS facts, p.sample
  FROM access AS x CROSS JOIN ${THREADS} CROSS JOIN negotiation_rounds AS r CROSS JOIN plans AS p
  WHERE ${IS_SOMEBODY} AND ${holds("negotiations.answer")} AND t.tenant = ?1 AND t.awaits = x.person
    AND r.id = t.round AND ${ROUND}`;

/** To who leads a unit: its own number, and what is asked of it from below. */
const LED: Source = ofUnit(`access AS x CROSS JOIN ${THREADS}
    CROSS JOIN negotiation_rounds AS r CROSS JOIN plans AS p
  WHERE ${holds("negotiations.decide")} AND NOT (${holds("negotiations.open")}) AND t.tenant = ?1
    AND t.awaits = x.scope_unit AND r.id = t.round`);

/** To those who answer for the top of a round. */
const TOP: Source = ofUnit(`access AS x CROSS JOIN negotiation_rounds AS r CROSS JOIN ${THREADS}
    CROSS JOIN plans AS p
  WHERE ${holds("negotiations.open")} AND t.tenant = ?1 AND t.awaits = r.unit AND t.round = r.id`);

/** Shown on the first page and never mailed: a round is announced and reminded of by who opened it. */
export const roundSources: readonly Source[] = [OWN, LED, TOP];
