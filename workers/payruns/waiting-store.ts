import { holds, IS_SOMEBODY, isAlone, type Source, type Sources } from "../notices/waiting.ts";
import { HOLDS } from "./statement-store.ts";

const plan = (more: string) =>
  `json_object('plan', json_object('zh', p.name_zh, 'en', p.name_en), ${more})`;
const OF_RUN = "'id', r.id, 'from', r.from_day, 'until', r.until_day";
/** The newest step of a kind in the calculation that holds. */
const step = (kind: string) =>
  `(SELECT max(t.seq) FROM pay_steps AS t WHERE t.tenant = ?1 AND t.run = r.id
    AND t.kind = '${kind}' AND t.hash IS r.result_hash)`;
/** Runs in review, as approving has them: see review-runs. */
const REVIEWED = `access AS x CROSS JOIN pay_reviews AS v CROSS JOIN pay_runs AS r
    CROSS JOIN incentive_plans AS p
  WHERE ${holds("incentives.approve")} AND v.tenant = ?1 AND r.tenant = ?1 AND r.id = v.run
    AND r.state = 'in_review' AND r.version = v.version AND p.tenant = ?1 AND p.id = r.plan`;
const isIn = (list: string) => `x.account IN (SELECT value FROM json_each(${list}))`;

/** To those whose approval would be taken. */
const TO_APPROVE: Source = `
  SELECT x.account, 'run_to_approve' AS kind, 'run/' || r.id AS key,
    coalesce(${step("submitted")}, 0) AS turn, ${plan(OF_RUN)} AS facts, r.sample
  FROM ${REVIEWED} AND v.open = 0
    AND (NOT ${isIn("v.held")} OR ${isAlone("incentives.approve")})`;

/** To those whose word on a repriced line would be taken: before the run's own approval. */
const TRUE_UPS: Source = `
  SELECT x.account, 'true_ups_to_decide' AS kind, 'true_ups/' || r.id AS key,
    coalesce(${step("calculated")}, 0) AS turn,
    ${plan(`${OF_RUN}, 'count', v.waiting`)} AS facts, r.sample
  FROM ${REVIEWED} AND v.waiting > 0
    AND ((NOT ${isIn("v.authors")} AND (v.only_of IS NULL OR x.person IS NOT v.only_of))
      OR ${isAlone("incentives.approve")})`;

/** Lists of opening balances: not to whoever entered one, nor to anybody in it. */
const OPENINGS: Source = `
  SELECT x.account, 'opening_to_decide' AS kind, 'opening/' || o.id AS key, o.seq AS turn,
    ${plan("'id', o.id")} AS facts, o.sample
  FROM access AS x CROSS JOIN pay_openings AS o CROSS JOIN incentive_plans AS p
  WHERE ${holds("incentives.approve")} AND o.tenant = ?1 AND p.tenant = ?1 AND p.id = o.plan
    AND NOT EXISTS (SELECT 1 FROM pay_opening_decisions AS d
      WHERE d.tenant = ?1 AND d.opening = o.id)
    AND ((x.account <> o.account AND NOT EXISTS (SELECT 1 FROM pay_opening_rows AS w
        WHERE w.tenant = ?1 AND w.person = x.person AND w.opening = o.id))
      OR ${isAlone("incentives.approve")})`;

/** When the newest calculation that changed a person's statement was kept; null without a statement. */
const CHANGED = `(SELECT max(s.seq) FROM pay_statements AS s WHERE s.tenant = ?1 AND s.run = r.id
  AND s.person = x.person AND s.calc <= r.calc AND s.gone = 0)`;
/** The person has a statement as the run holds, of whatever currency: one that was dropped is none. */
const HAS_ONE = `EXISTS (SELECT 1 FROM pay_statements AS s WHERE s.tenant = ?1 AND s.run = r.id
  AND s.person = x.person AND ${HOLDS("r.calc")})`;
/** People of runs in which the step \`t\` was taken since ?3. */
const SINCE = `access AS x CROSS JOIN pay_steps AS t INDEXED BY pay_steps_at CROSS JOIN pay_runs AS r
    CROSS JOIN incentive_plans AS p
  WHERE ${IS_SOMEBODY} AND t.tenant = ?1 AND t.at >= ?3 AND r.tenant = ?1 AND r.id = t.run
    AND p.tenant = ?1 AND p.id = r.plan AND ${HAS_ONE}`;

/** What a payee is told of a statement, once as it is; one that changes is told anew. */
const statement = (kind: string, states: string): Source => `
  SELECT x.account, '${kind}' AS kind, 'statement/' || r.id AS key, ${CHANGED} AS turn,
    ${plan(OF_RUN)} AS facts, r.sample
  FROM ${SINCE} AND t.kind = 'approved' AND t.hash IS r.result_hash AND r.state IN (${states})
    AND NOT EXISTS (SELECT 1 FROM pay_steps AS u WHERE u.tenant = ?1 AND u.run = r.id AND u.n > t.n
      AND u.kind = 'approved' AND u.hash IS t.hash)`;
/** Approved, and to be looked at before the lock. */
const READY = statement("statement_ready", "'approved'");
/** Locked before its payee could be told that it was approved. */
const UNTOLD = statement("statement_locked_untold", "'locked', 'paid'");

const PAID: Source = `
  SELECT x.account, 'statement_paid' AS kind, 'paid/' || r.id AS key, t.seq AS turn,
    ${plan(OF_RUN)} AS facts, r.sample
  FROM ${SINCE} AND t.kind = 'paid' AND t.at < ?4 AND r.state = 'paid'`;

/** The newest recomputation found what it must not find. */
const AUDIT: Source = `
  SELECT x.account, 'audit_differs' AS kind, 'audit' AS key, a.seq AS turn,
    json_object('count', a.differences) AS facts, 0 AS sample
  FROM access AS x CROSS JOIN pay_audits AS a
  WHERE ${holds("incentives.approve")} AND a.tenant = ?1 AND a.differences > 0
    AND a.seq = (SELECT max(b.seq) FROM pay_audits AS b WHERE b.tenant = ?1)`;

export const runSources = {
  waits: [TO_APPROVE, TRUE_UPS, OPENINGS, READY, AUDIT],
  news: [UNTOLD, PAID],
} satisfies Sources;
export const RUN_EVENTS = [
  ...["calculated", "submitted", "approved", "locked", "paid"].map((kind) => `pay_run/${kind}`),
  ...["true_ups_approved", "true_ups_refused"].map((kind) => `pay_run/${kind}`),
  ...["entered", "approved", "rejected", "withdrawn"].map((kind) => `pay_opening/${kind}`),
  "pay/audited",
];
