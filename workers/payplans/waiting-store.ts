import type { Day } from "../lib/day.ts";
import { holds, IS_SOMEBODY, type Source, type Sources } from "../notices/waiting.ts";
import { type Statement, write } from "../tenancy/sql.ts";

/** The plan's name and what else a notice says of it. */
const facts = (of: string, more = "") =>
  `json_object('id', ${of}.id, 'plan', json_object('zh', ${of}.name_zh, 'en', ${of}.name_en)${more})`;
const NEWEST = `p.tenant = ?1 AND p.published > 0 AND p.archived = 0`;

/** The newest version of one's plan, until one has accepted it; a reminder asks anew. */
const TO_ACCEPT: Source = `
  SELECT x.account, 'plan_to_accept' AS kind, 'plan/' || p.id AS key,
    max(v.seq, coalesce((SELECT max(r.seq) FROM incentive_reminders AS r WHERE r.tenant = ?1
      AND r.plan = p.id AND r.number = p.published AND r.person = m.person), 0)) AS turn,
    ${facts("p")} AS facts, p.sample
  FROM access AS x CROSS JOIN incentive_members AS m CROSS JOIN incentive_plans AS p
    CROSS JOIN incentive_versions AS v
  WHERE ${IS_SOMEBODY} AND m.person = x.person AND m.tenant = ?1 AND m.until_seq IS NULL AND m.until_day > ?2
    AND p.id = m.plan AND ${NEWEST} AND v.tenant = ?1 AND v.plan = p.id AND v.number = p.published
    AND NOT EXISTS (SELECT 1 FROM incentive_acceptances AS a WHERE a.tenant = ?1 AND a.plan = p.id
      AND a.number = p.published AND a.person = m.person)
    AND NOT EXISTS (SELECT 1 FROM incentive_members AS e WHERE e.tenant = ?1 AND e.person = m.person
      AND e.from_day < m.from_day AND e.plan = m.plan AND e.until_seq IS NULL AND e.until_day > ?2)`;

/** For those who plan: how many have not accepted; each acceptance is progress. */
const UNACCEPTED: Source = `
  SELECT x.account, 'plan_unaccepted' AS kind, 'unaccepted/' || p.id AS key, q.turn,
    ${facts("p", ", 'count', q.asked - q.accepted, 'of', q.asked")} AS facts, p.sample
  FROM access AS x CROSS JOIN incentive_tallies AS q CROSS JOIN incentive_plans AS p
  WHERE ${holds("incentives.publish")} AND q.tenant = ?1 AND p.id = q.plan AND ${NEWEST}
    AND q.number = p.published AND q.accepted < q.asked AND q.at < ?4`;

/** Counts for every published plan who is on it on a day and who has accepted, where that changed. */
export const tallyPlans = (today: Day): Statement =>
  write(
    `INSERT INTO incentive_tallies (tenant, plan, number, asked, accepted, turn, at)
     SELECT ?1, p.id, p.published, count(DISTINCT m.person), count(DISTINCT a.person),
       max(v.seq, coalesce(max(a.seq), 0)), max(v.at, coalesce(max(a.at), 0))
     FROM incentive_plans AS p CROSS JOIN incentive_versions AS v
       LEFT JOIN incentive_members AS m INDEXED BY incentive_members_plan ON m.tenant = ?1
         AND m.plan = p.id AND m.until_seq IS NULL AND m.until_day > ?2
       LEFT JOIN incentive_acceptances AS a ON a.tenant = ?1 AND a.plan = p.id
         AND a.number = p.published AND a.person = m.person
     WHERE ${NEWEST} AND v.tenant = ?1 AND v.plan = p.id AND v.number = p.published
     GROUP BY p.id
     ON CONFLICT (tenant, plan) DO UPDATE SET number = excluded.number, asked = excluded.asked,
       accepted = excluded.accepted, turn = excluded.turn, at = excluded.at
     WHERE (number, asked, accepted, turn) <> (excluded.number, excluded.asked, excluded.accepted,
       excluded.turn)`,
    today,
  );

export const planSources = { waits: [TO_ACCEPT, UNACCEPTED], news: [] } satisfies Sources;
export const PLAN_EVENTS = [
  ...["incentive_plan/published", "incentive_plan/reminded", "incentive_plan/accepted"],
  ...["incentive_plan/members_assigned", "incentive_plan/members_ended"],
];
