import { holds, IS_SOMEBODY, isAlone, type Source, type Sources } from "../notices/waiting.ts";
import { DUE, STATE } from "./store.ts";

/** The account that looks after a dispute; nobody does until somebody is named or answers. */
const OWNER = `coalesce((SELECT m.owner FROM dispute_moves AS m WHERE m.tenant = ?1
    AND m.dispute = d.id AND m.kind = 'assigned' ORDER BY m.n DESC LIMIT 1),
  (SELECT m.account FROM dispute_moves AS m WHERE m.tenant = ?1 AND m.dispute = d.id
    AND m.kind = 'answered' ORDER BY m.n LIMIT 1))`;
const newest = (what: string) => `(SELECT max(m.${what}) FROM dispute_moves AS m
  WHERE m.tenant = ?1 AND m.dispute = d.id)`;
const FACTS = `json_object('id', d.id, 'from', r.from_day, 'until', r.until_day, 'due', ${DUE})`;
const FROM = `FROM access AS x CROSS JOIN disputes AS d
    LEFT JOIN pay_runs AS r ON r.tenant = ?1 AND r.id = d.run
  WHERE d.tenant = ?1`;

/** To whoever looks after it; to all who see everybody's pay while that is nobody, or nobody any more. */
const TO_ANSWER: Source = `
  SELECT x.account, CASE WHEN ${DUE} < ?2 THEN 'dispute_late' ELSE 'dispute_open' END AS kind,
    CASE WHEN ${DUE} < ?2 THEN 'dispute_late/' ELSE 'dispute/' END || d.id AS key,
    ${newest("seq")} AS turn, ${FACTS} AS facts, d.sample
  ${FROM} AND ${holds("incentives.resolve")} AND x.person IS NOT d.person AND ${STATE} = 'open'
    AND (x.account = ${OWNER} OR (${holds("incentives.see")} AND NOT EXISTS (
      SELECT 1 FROM access AS w WHERE w.tenant = ?1 AND w.account = ${OWNER}
        AND w.state = 'active')))`;

/** To the payee: an answer to read. */
const ANSWERED: Source = `
  SELECT x.account, 'dispute_answered' AS kind, 'dispute/' || d.id AS key, ${newest("seq")} AS turn,
    ${FACTS} AS facts, d.sample
  ${FROM} AND ${IS_SOMEBODY} AND d.person = x.person AND ${STATE} = 'answered'`;

/** And how it ended. */
const SETTLED: Source = `
  SELECT x.account, 'dispute_settled' AS kind, 'dispute/' || d.id AS key, ${newest("seq")} AS turn,
    ${FACTS} AS facts, d.sample
  ${FROM} AND ${IS_SOMEBODY} AND d.person = x.person AND ${STATE} IN ('accepted', 'rejected')
    AND ${newest("at")} >= ?3`;

/** To those who may approve it: not to whoever entered it, nor to the one it pays. */
const TO_DECIDE: Source = `
  SELECT x.account, 'correction_to_decide' AS kind, 'correction/' || a.id AS key, a.seq AS turn,
    json_object('id', a.id) AS facts, a.sample
  FROM access AS x CROSS JOIN pay_adjustments AS a
  WHERE ${holds("incentives.approve")} AND a.tenant = ?1
    AND NOT EXISTS (SELECT 1 FROM pay_adjustment_decisions AS c
      WHERE c.tenant = ?1 AND c.adjustment = a.id)
    AND ((x.account <> a.account AND x.person IS NOT a.person) OR ${isAlone("incentives.approve")})`;

/** To the one it pays; that of a dispute is told with the dispute. */
const MINE: Source = `
  SELECT x.account, 'correction_mine' AS kind, 'correction/' || a.id AS key, c.seq AS turn,
    json_object('id', a.id) AS facts, a.sample
  FROM access AS x CROSS JOIN pay_adjustments AS a CROSS JOIN pay_adjustment_decisions AS c
  WHERE ${IS_SOMEBODY} AND a.tenant = ?1 AND a.person = x.person AND a.kind <> 'dispute'
    AND c.tenant = ?1 AND c.adjustment = a.id AND c.decision = 'approved' AND c.at >= ?3`;

export const disputeSources = {
  waits: [TO_ANSWER, ANSWERED, TO_DECIDE],
  news: [SETTLED, MINE],
} satisfies Sources;
export const DISPUTE_EVENTS = [
  ...["raised", "assigned", "answered", "replied", "accepted", "rejected", "withdrawn"].map(
    (kind) => `dispute/${kind}`,
  ),
  ...["entered", "approved", "rejected", "withdrawn"].map((kind) => `pay_adjustment/${kind}`),
];
