-- When each rule was made: the clock gives nothing for a period that was over before. It stood in the log
-- alone, which had to be read from its beginning to find it.
ALTER TABLE award_rules ADD COLUMN made_at INTEGER NOT NULL DEFAULT 0;
UPDATE award_rules SET made_at = c.at FROM (SELECT tenant, subject, min(at) AS at FROM commits
    WHERE event = 'award/rule_made' GROUP BY tenant, subject) AS c
  WHERE c.tenant = award_rules.tenant AND c.subject = award_rules.id;
UPDATE award_rules SET made_at = unixepoch() * 1000 WHERE made_at = 0;
