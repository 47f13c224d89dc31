import { holds, isPerson, type Source } from "../notices/waiting.ts";
import { HOLDS } from "./statement-store.ts";

const APPROVERS = ["owner", "admin", "finance"] as const;
const FACTS = `json_object('id', r.id, 'plan', json_object('zh', p.name_zh, 'en', p.name_en),
  'from', r.from_day, 'until', r.until_day)`;
const RUNS = `pay_runs AS r CROSS JOIN incentive_plans AS p`;
const OF_RUN = `r.tenant = ?1 AND p.tenant = ?1 AND p.id = r.plan`;
/** The newest step of a kind in the calculation that holds. */
const step = (what: string, kind: string) =>
  `(SELECT max(t.${what}) FROM pay_steps AS t WHERE t.tenant = ?1 AND t.run = r.id
    AND t.kind = '${kind}' AND t.hash IS r.result_hash)`;

/** The account took this step of the calculation that holds. */
const took = (kind: string) => `EXISTS (SELECT 1 FROM pay_steps AS t WHERE t.tenant = ?1
  AND t.run = r.id AND t.kind = '${kind}' AND t.person = x.account AND t.hash IS r.result_hash)`;
/** What the plan's newest closed run had read. */
const SINCE = `coalesce((SELECT max(c.cutoff_seq) FROM pay_runs AS c
  WHERE c.tenant = ?1 AND c.plan = r.plan AND c.state IN ('locked', 'paid')), 0)`;
/** The account edited a version that the run is computed by: no later one stands in its place. */
const WROTE = `EXISTS (
  SELECT 1 FROM incentive_versions AS v CROSS JOIN json_each(v.authors) AS w
  WHERE v.tenant = ?1 AND v.plan = r.plan AND v.from_day < r.until_day AND w.value = x.account
    AND NOT EXISTS (SELECT 1 FROM incentive_versions AS n WHERE n.tenant = ?1 AND n.plan = r.plan
      AND n.number > v.number AND n.from_day <= v.from_day))`;
/** The account entered opening balances that the run reckons with for the first time. */
const OPENED = `EXISTS (
  SELECT 1 FROM pay_openings AS o CROSS JOIN pay_opening_decisions AS d
  WHERE o.tenant = ?1 AND o.plan = r.plan AND o.account = x.account AND d.tenant = ?1
    AND d.opening = o.id AND d.decision = 'approved' AND d.seq > ${SINCE}
    AND d.seq = (SELECT max(e.seq) FROM pay_opening_decisions AS e
      WHERE e.tenant = ?1 AND e.opening = o.id AND e.seq <= r.cutoff_seq))`;
const ALONE = `coalesce((SELECT s.settings ->> '$.onePersonApproval' FROM pay_settings AS s
  WHERE s.tenant = ?1 ORDER BY s.version DESC LIMIT 1), 0)`;

/**
 * To those who may: not who has approved this result already, nor who submitted it, edited a version it
 * is computed by or entered its opening balances, except where the company lets one person approve. Who
 * is held back only by terms, leave, rates, settings or a correction is asked all the same.
 */
const TO_APPROVE: Source = `
  SELECT x.account, 'run_to_approve' AS kind, 'run/' || r.id AS key,
    coalesce(${step("seq", "submitted")}, 0) AS turn, ${FACTS} AS facts, r.sample
  FROM ${RUNS} CROSS JOIN access AS x
  WHERE ${OF_RUN} AND r.state = 'in_review' AND ${holds(...APPROVERS)}
    AND NOT ${took("approved")} AND (${ALONE} OR NOT (${took("submitted")} OR ${WROTE} OR ${OPENED}))`;

/** When the newest calculation that changed a person's statement was kept; null without a statement. */
const CHANGED = `(SELECT max(s.seq) FROM pay_statements AS s WHERE s.tenant = ?1 AND s.run = r.id
  AND s.person = x.person AND s.calc <= r.calc AND s.gone = 0)`;
/** The person has a statement as the run holds, of whatever currency: one that was dropped is none. */
const HAS_ONE = `EXISTS (SELECT 1 FROM pay_statements AS s WHERE s.tenant = ?1 AND s.run = r.id
  AND s.person = x.person AND ${HOLDS("r.calc")})`;

/** To the payee: approved and to be looked at, then locked; told anew only if it changed. */
const STATEMENT: Source = `
  SELECT x.account, CASE r.state WHEN 'approved' THEN 'statement_ready' ELSE 'statement_closed' END
    AS kind, 'statement/' || r.id AS key, ${CHANGED} AS turn, ${FACTS} AS facts, r.sample
  FROM ${RUNS} CROSS JOIN access AS x
  WHERE ${OF_RUN} AND r.state IN ('approved', 'locked', 'paid')
    AND coalesce(${step("at", "approved")}, 0) >= ?3
    AND ${isPerson("x.person")} AND ${HAS_ONE}`;

const PAID: Source = `
  SELECT x.account, 'statement_paid' AS kind, 'paid/' || r.id AS key,
    ${step("seq", "paid")} AS turn, ${FACTS} AS facts, r.sample
  FROM ${RUNS} CROSS JOIN access AS x
  WHERE ${OF_RUN} AND r.state = 'paid' AND ${step("at", "paid")} >= ?3
    AND ${step("at", "paid")} < ?4 AND ${isPerson("x.person")} AND ${HAS_ONE}`;

/** The newest recomputation found what it must not find. */
const AUDIT: Source = `
  SELECT x.account, 'audit_differs' AS kind, 'audit' AS key, a.seq AS turn,
    json_object('count', a.differences) AS facts, 0 AS sample
  FROM pay_audits AS a CROSS JOIN access AS x
  WHERE a.tenant = ?1 AND a.differences > 0 AND ${holds(...APPROVERS)}
    AND a.seq = (SELECT max(b.seq) FROM pay_audits AS b WHERE b.tenant = ?1)`;

export const runSources: readonly Source[] = [TO_APPROVE, STATEMENT, PAID, AUDIT];
export const RUN_EVENTS = [
  ...["calculated", "submitted", "approved", "locked", "paid"].map((kind) => `pay_run/${kind}`),
  "pay/audited",
];
