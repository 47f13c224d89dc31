-- Units, people, and where everybody sits and to whom they report, over time. A dated row says
-- from_day and until_day (business) and since_seq and until_seq (known): a correction closes
-- until_seq and inserts, nothing else of it is updated. until_seq NULL is what is known now.
--
-- Links within the tenant are held by triggers, not by foreign keys: SQLite looks for orphans in every
-- child table for each row that INSERT ... SELECT adds to a parent, and without statistics it does so
-- by the tenant alone: a new person would read the whole log.

CREATE TABLE units (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT,
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX units_code ON units (tenant, code);

-- parent NULL is a root.
CREATE TABLE unit_parents (
  tenant INTEGER NOT NULL,
  unit TEXT NOT NULL,
  from_day TEXT NOT NULL,
  since_seq INTEGER NOT NULL,
  parent TEXT,
  until_day TEXT NOT NULL,
  until_seq INTEGER,
  PRIMARY KEY (tenant, unit, from_day, since_seq),
  CHECK (from_day < until_day)
) STRICT, WITHOUT ROWID;
-- Roots are few: the first page asks for them.
CREATE INDEX unit_parents_root ON unit_parents (tenant, unit) WHERE parent IS NULL;
CREATE TRIGGER unit_parents_linked BEFORE INSERT ON unit_parents
WHEN NOT EXISTS (SELECT 1 FROM units WHERE tenant = NEW.tenant AND id = NEW.unit)
  OR (NEW.parent IS NOT NULL AND NOT EXISTS (SELECT 1 FROM units WHERE tenant = NEW.tenant AND id = NEW.parent))
BEGIN
  SELECT RAISE(ABORT, 'link:unit_parents');
END;
CREATE TRIGGER unit_parents_stay BEFORE UPDATE ON unit_parents
WHEN NEW.unit <> OLD.unit OR NEW.from_day <> OLD.from_day OR NEW.since_seq <> OLD.since_seq
  OR NEW.parent IS NOT OLD.parent OR NEW.until_day <> OLD.until_day OR OLD.until_seq IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'append_only:unit_parents');
END;
CREATE TRIGGER unit_parents_kept BEFORE DELETE ON unit_parents
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:unit_parents');
END;

-- The tree as closed pairs, the unit itself at depth 0; drawn again from unit_parents by every move.
CREATE TABLE unit_paths (
  tenant INTEGER NOT NULL,
  unit TEXT NOT NULL,
  above TEXT NOT NULL,
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  depth INTEGER NOT NULL CHECK (depth BETWEEN 0 AND 7),
  PRIMARY KEY (tenant, unit, above, from_day),
  CHECK (from_day < until_day)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_paths_above ON unit_paths (tenant, above, depth, unit);
CREATE TRIGGER unit_paths_linked BEFORE INSERT ON unit_paths
WHEN NOT EXISTS (SELECT 1 FROM units WHERE tenant = NEW.tenant AND id = NEW.unit)
  OR NOT EXISTS (SELECT 1 FROM units WHERE tenant = NEW.tenant AND id = NEW.above)
BEGIN
  SELECT RAISE(ABORT, 'link:unit_paths');
END;

CREATE TABLE people (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT,
  email TEXT,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant, id),
  CHECK (starts_on < ends_on)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX people_code ON people (tenant, code);

-- unit NULL: the person sits nowhere from that day.
CREATE TABLE memberships (
  tenant INTEGER NOT NULL,
  person TEXT NOT NULL,
  from_day TEXT NOT NULL,
  since_seq INTEGER NOT NULL,
  unit TEXT,
  position TEXT,
  until_day TEXT NOT NULL,
  until_seq INTEGER,
  PRIMARY KEY (tenant, person, from_day, since_seq),
  CHECK (from_day < until_day)
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_unit ON memberships (tenant, unit, person);
CREATE TRIGGER memberships_linked BEFORE INSERT ON memberships
WHEN NOT EXISTS (SELECT 1 FROM people WHERE tenant = NEW.tenant AND id = NEW.person)
  OR (NEW.unit IS NOT NULL AND NOT EXISTS (SELECT 1 FROM units WHERE tenant = NEW.tenant AND id = NEW.unit))
BEGIN
  SELECT RAISE(ABORT, 'link:memberships');
END;
CREATE TRIGGER memberships_stay BEFORE UPDATE ON memberships
WHEN NEW.person <> OLD.person OR NEW.from_day <> OLD.from_day OR NEW.since_seq <> OLD.since_seq
  OR NEW.unit IS NOT OLD.unit OR NEW.until_day <> OLD.until_day OR OLD.until_seq IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'append_only:memberships');
END;
CREATE TRIGGER memberships_kept BEFORE DELETE ON memberships
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:memberships');
END;

-- manager NULL: nobody, said on purpose.
CREATE TABLE reporting (
  tenant INTEGER NOT NULL,
  person TEXT NOT NULL,
  from_day TEXT NOT NULL,
  since_seq INTEGER NOT NULL,
  manager TEXT,
  until_day TEXT NOT NULL,
  until_seq INTEGER,
  PRIMARY KEY (tenant, person, from_day, since_seq),
  CHECK (from_day < until_day)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER reporting_linked BEFORE INSERT ON reporting
WHEN NOT EXISTS (SELECT 1 FROM people WHERE tenant = NEW.tenant AND id = NEW.person)
  OR (NEW.manager IS NOT NULL AND NOT EXISTS (SELECT 1 FROM people WHERE tenant = NEW.tenant AND id = NEW.manager))
BEGIN
  SELECT RAISE(ABORT, 'link:reporting');
END;
CREATE TRIGGER reporting_stay BEFORE UPDATE ON reporting
WHEN NEW.person <> OLD.person OR NEW.from_day <> OLD.from_day OR NEW.since_seq <> OLD.since_seq
  OR NEW.manager IS NOT OLD.manager OR NEW.until_day <> OLD.until_day OR OLD.until_seq IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'append_only:reporting');
END;
CREATE TRIGGER reporting_kept BEFORE DELETE ON reporting
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:reporting');
END;
