-- What a board shows and to whom, and the televisions that were let in. What a board stands at is
-- nowhere here: it is a fold of the log, and any room can be dropped.

CREATE TABLE boards (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT,
  unit TEXT NOT NULL,
  metric TEXT NOT NULL,
  currency TEXT NOT NULL,
  subjects TEXT NOT NULL CHECK (subjects IN ('people', 'units')),
  score TEXT NOT NULL CHECK (score IN ('attainment', 'raw')),
  span TEXT NOT NULL CHECK (span IN ('day', 'week', 'month', 'quarter', 'year')),
  mode TEXT NOT NULL CHECK (mode IN ('named', 'window', 'anonymous', 'team-only', 'hidden')),
  ties TEXT NOT NULL CHECK (ties IN ('standard', 'dense', 'modified', 'fractional', 'ordinal')),
  amounts INTEGER NOT NULL DEFAULT 0 CHECK (amounts IN (0, 1)),
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
-- A foreign key would make every insert of units read all boards; the link is held where it is made.
CREATE TRIGGER boards_linked BEFORE INSERT ON boards
WHEN NOT EXISTS (SELECT 1 FROM units WHERE tenant = NEW.tenant AND id = NEW.unit)
  OR NOT EXISTS (SELECT 1 FROM metrics WHERE tenant = NEW.tenant AND id = NEW.metric)
BEGIN
  SELECT RAISE(ABORT, 'link:boards');
END;

-- until_seq NULL: the television may look. Only the hash of what it holds is kept.
CREATE TABLE screens (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  board TEXT NOT NULL,
  name TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  paired_by TEXT NOT NULL,
  paired_at INTEGER NOT NULL,
  since_seq INTEGER NOT NULL,
  until_seq INTEGER,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER screens_linked BEFORE INSERT ON screens
WHEN NOT EXISTS (SELECT 1 FROM boards WHERE tenant = NEW.tenant AND id = NEW.board)
BEGIN
  SELECT RAISE(ABORT, 'link:screens');
END;
