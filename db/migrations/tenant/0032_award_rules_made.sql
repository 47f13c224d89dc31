-- When each rule was made: the clock gives nothing for a period that was over before. It stood in the log
-- alone, which had to be read from its beginning to find it.
ALTER TABLE award_rules ADD COLUMN made_at INTEGER NOT NULL DEFAULT 0;
UPDATE award_rules SET made_at = coalesce((SELECT min(c.at) FROM commits AS c
  WHERE c.tenant = award_rules.tenant AND c.event = 'award/rule_made'
    AND c.subject = award_rules.id), unixepoch() * 1000);
