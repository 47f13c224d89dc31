-- The log of what happened, whose it is, and the totals that are folded from it.

CREATE TABLE entries (
  tenant INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  line INTEGER NOT NULL,
  id TEXT NOT NULL,
  metric TEXT NOT NULL,
  person TEXT NOT NULL,
  on_day TEXT NOT NULL,
  posting TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount BETWEEN -9007199254740991 AND 9007199254740991),
  currency TEXT NOT NULL,
  deal TEXT,
  reverses_seq INTEGER,
  reverses_line INTEGER,
  kind TEXT NOT NULL CHECK (kind IN ('record', 'reversal', 'adjustment')),
  source TEXT NOT NULL,
  external_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  credited INTEGER NOT NULL CHECK (credited IN (0, 1)),
  import_id TEXT,
  dims TEXT,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, seq, line),
  CHECK ((kind = 'reversal') = (reverses_seq IS NOT NULL AND reverses_line IS NOT NULL))
) STRICT, WITHOUT ROWID;
-- One writer wins: the second to record the same revision of the same entry is refused whole.
CREATE UNIQUE INDEX entries_identity ON entries (tenant, source, external_id, revision, kind);
CREATE INDEX entries_person ON entries (tenant, person, metric, on_day);
CREATE TRIGGER entries_linked BEFORE INSERT ON entries
WHEN NOT EXISTS (SELECT 1 FROM people WHERE tenant = NEW.tenant AND id = NEW.person)
  OR NOT EXISTS (SELECT 1 FROM metrics WHERE tenant = NEW.tenant AND id = NEW.metric)
BEGIN
  SELECT RAISE(ABORT, 'link:entries');
END;
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries
BEGIN
  SELECT RAISE(ABORT, 'append_only:entries');
END;
CREATE TRIGGER entries_kept BEFORE DELETE ON entries
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:entries');
END;

-- Only for entries that are not their own participant's alone (entries.credited = 1). metric,
-- currency, on_day and amount repeat the entry's, so that a person's drill is one range.
CREATE TABLE credits (
  tenant INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  line INTEGER NOT NULL,
  person TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('direct', 'overlay', 'override')),
  share TEXT NOT NULL,
  metric TEXT NOT NULL,
  on_day TEXT NOT NULL,
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (tenant, seq, line, person, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX credits_person ON credits (tenant, person, metric, on_day);
CREATE TRIGGER credits_linked BEFORE INSERT ON credits
WHEN NOT EXISTS (SELECT 1 FROM people WHERE tenant = NEW.tenant AND id = NEW.person)
  OR NOT EXISTS (
    SELECT 1 FROM entries WHERE tenant = NEW.tenant AND seq = NEW.seq AND line = NEW.line)
BEGIN
  SELECT RAISE(ABORT, 'link:credits');
END;
CREATE TRIGGER credits_stay BEFORE UPDATE ON credits
BEGIN
  SELECT RAISE(ABORT, 'append_only:credits');
END;
CREATE TRIGGER credits_kept BEFORE DELETE ON credits
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:credits');
END;

-- subject is a credited person, or a unit above one on the entry's day; of a month (grain 'm')
-- on_day is its first day. A projection: it can be dropped and folded again.
CREATE TABLE totals (
  tenant INTEGER NOT NULL,
  subject TEXT NOT NULL,
  metric TEXT NOT NULL,
  currency TEXT NOT NULL,
  grain TEXT NOT NULL CHECK (grain IN ('d', 'm')),
  on_day TEXT NOT NULL,
  amount INTEGER NOT NULL,
  n INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, subject, metric, currency, grain, on_day)
) STRICT, WITHOUT ROWID;
-- A sum that leaves 2^53 could not be read back exactly: the batch that would make it is refused.
CREATE TRIGGER totals_fit BEFORE UPDATE OF amount ON totals
WHEN NEW.amount NOT BETWEEN -9007199254740991 AND 9007199254740991
BEGIN
  SELECT RAISE(ABORT, 'guard:entries/total_too_large');
END;
CREATE TRIGGER totals_begin_fit BEFORE INSERT ON totals
WHEN NEW.amount NOT BETWEEN -9007199254740991 AND 9007199254740991
BEGIN
  SELECT RAISE(ABORT, 'guard:entries/total_too_large');
END;
