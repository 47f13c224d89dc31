import { holds, isPerson, type Source } from "../notices/waiting.ts";
import { DUE, STATE } from "./store.ts";

const RESOLVERS = ["owner", "admin", "finance"] as const;

/** Disputes with the period they are about. Nobody looks after one until somebody is named or answered. */
const DISPUTES = `(
  SELECT d.id, d.person, d.sample, ${STATE} AS state, ${DUE} AS due, r.from_day, r.until_day,
    (SELECT max(m.seq) FROM dispute_moves AS m WHERE m.tenant = ?1 AND m.dispute = d.id) AS turn,
    (SELECT max(m.at) FROM dispute_moves AS m WHERE m.tenant = ?1 AND m.dispute = d.id) AS at,
    coalesce((SELECT m.owner FROM dispute_moves AS m WHERE m.tenant = ?1 AND m.dispute = d.id
        AND m.kind = 'assigned' ORDER BY m.n DESC LIMIT 1),
      (SELECT m.account FROM dispute_moves AS m WHERE m.tenant = ?1 AND m.dispute = d.id
        AND m.kind = 'answered' ORDER BY m.n LIMIT 1)) AS owner
  FROM disputes AS d LEFT JOIN pay_runs AS r ON r.tenant = ?1 AND r.id = d.run
  WHERE d.tenant = ?1
) AS o`;
const FACTS = `json_object('id', o.id, 'from', o.from_day, 'until', o.until_day, 'due', o.due)`;

/** To whoever looks after it; to all who may settle it while that is nobody, or nobody any more. */
const TO_ANSWER: Source = `
  SELECT x.account, CASE WHEN o.due < ?2 THEN 'dispute_late' ELSE 'dispute_open' END AS kind,
    CASE WHEN o.due < ?2 THEN 'dispute_late/' ELSE 'dispute/' END || o.id AS key, o.turn,
    ${FACTS} AS facts, o.sample
  FROM ${DISPUTES} CROSS JOIN access AS x
  WHERE o.state = 'open' AND x.person IS NOT o.person AND ${holds(...RESOLVERS, "manager")}
    AND (x.account = o.owner OR (${holds(...RESOLVERS)} AND NOT EXISTS (SELECT 1 FROM access AS w
      WHERE w.tenant = ?1 AND w.account = o.owner AND w.state = 'active')))`;

/** To the payee: an answer to read, or how it ended. */
const ANSWERED: Source = `
  SELECT x.account, CASE o.state WHEN 'answered' THEN 'dispute_answered' ELSE 'dispute_settled' END
    AS kind, 'dispute/' || o.id AS key, o.turn, ${FACTS} AS facts, o.sample
  FROM ${DISPUTES} CROSS JOIN access AS x
  WHERE ${isPerson("o.person")}
    AND (o.state = 'answered' OR (o.state IN ('accepted', 'rejected') AND o.at >= ?3))`;

/** To those who may approve it: not to whoever entered it, nor to the one it pays. */
const TO_DECIDE: Source = `
  SELECT x.account, 'correction_to_decide' AS kind, 'correction/' || a.id AS key, a.seq AS turn,
    json_object('id', a.id) AS facts, a.sample
  FROM pay_adjustments AS a CROSS JOIN access AS x
  WHERE a.tenant = ?1 AND NOT EXISTS (SELECT 1 FROM pay_adjustment_decisions AS c
      WHERE c.tenant = ?1 AND c.adjustment = a.id)
    AND ${holds(...RESOLVERS)} AND x.account <> a.account AND x.person IS NOT a.person`;

/** To the one it pays; that of a dispute is told with the dispute. */
const MINE: Source = `
  SELECT x.account, 'correction_mine' AS kind, 'correction/' || a.id AS key, c.seq AS turn,
    json_object('id', a.id) AS facts, a.sample
  FROM pay_adjustments AS a CROSS JOIN pay_adjustment_decisions AS c CROSS JOIN access AS x
  WHERE a.tenant = ?1 AND a.kind <> 'dispute' AND c.tenant = ?1 AND c.adjustment = a.id
    AND c.decision = 'approved' AND c.at >= ?3 AND ${isPerson("a.person")}`;

export const disputeSources: readonly Source[] = [TO_ANSWER, ANSWERED, TO_DECIDE, MINE];
export const DISPUTE_EVENTS = [
  ...["raised", "assigned", "answered", "replied", "accepted", "rejected", "withdrawn"].map(
    (kind) => `dispute/${kind}`,
  ),
  ...["entered", "approved", "rejected", "withdrawn"].map((kind) => `pay_adjustment/${kind}`),
];
