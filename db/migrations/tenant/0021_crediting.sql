-- Whose an entry is beyond its own participant: rules, over time, and which rule gave a credit.

-- A dated row: from_day and until_day (business) and since_seq and until_seq (known). body says which
-- entries and who gets what; rank is the rule's place among the others of the day.
CREATE TABLE crediting_rules (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  from_day TEXT NOT NULL,
  since_seq INTEGER NOT NULL,
  until_day TEXT NOT NULL,
  until_seq INTEGER,
  name TEXT NOT NULL,
  rank INTEGER NOT NULL,
  body TEXT NOT NULL,
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  PRIMARY KEY (tenant, id, from_day, since_seq),
  CHECK (from_day < until_day)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER crediting_rules_stay BEFORE UPDATE ON crediting_rules
WHEN NEW.id <> OLD.id OR NEW.from_day <> OLD.from_day OR NEW.since_seq <> OLD.since_seq
  OR NEW.until_day <> OLD.until_day OR NEW.name <> OLD.name OR NEW.rank <> OLD.rank
  OR NEW.body <> OLD.body OR OLD.until_seq IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'append_only:crediting_rules');
END;
CREATE TRIGGER crediting_rules_kept BEFORE DELETE ON crediting_rules
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:crediting_rules');
END;

-- NULL: the row that was recorded said so itself.
ALTER TABLE credits ADD COLUMN rule TEXT;
