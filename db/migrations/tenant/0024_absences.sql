-- Leave and relief stand left of targets: attainment, boards and pay read them alike. They were kept
-- with pay runs before; every row moves with its days and commits.

-- Days on which a person carries no target (leave) or a part of it (relief: what part stays; metric null
-- is all of them), as known since a commit; closed by until_seq, never changed.
CREATE TABLE absences (
  tenant INTEGER NOT NULL,
  person TEXT NOT NULL,
  from_day TEXT NOT NULL,
  since_seq INTEGER NOT NULL,
  until_day TEXT NOT NULL,
  until_seq INTEGER,
  id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('leave', 'relief')),
  factor TEXT,
  metric TEXT,
  PRIMARY KEY (tenant, person, from_day, since_seq, id),
  CHECK (from_day < until_day),
  CHECK ((kind = 'relief') = (factor IS NOT NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO absences SELECT tenant, person, from_day, since_seq, until_day, until_seq, id, kind, factor,
  metric FROM pay_absences;
DROP TABLE pay_absences;
CREATE TRIGGER absences_linked BEFORE INSERT ON absences
WHEN NOT EXISTS (SELECT 1 FROM people WHERE tenant = NEW.tenant AND id = NEW.person)
BEGIN
  SELECT RAISE(ABORT, 'link:absences');
END;
CREATE TRIGGER absences_stay BEFORE UPDATE ON absences
WHEN NEW.person <> OLD.person OR NEW.from_day <> OLD.from_day OR NEW.since_seq <> OLD.since_seq
  OR NEW.until_day <> OLD.until_day OR NEW.id <> OLD.id OR NEW.kind <> OLD.kind
  OR NEW.factor IS NOT OLD.factor OR NEW.metric IS NOT OLD.metric OR OLD.until_seq IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'append_only:absences');
END;
CREATE TRIGGER absences_kept BEFORE DELETE ON absences
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:absences');
END;
