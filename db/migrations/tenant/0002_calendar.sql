-- How a tenant cuts time and which days are worked. A change closes the row that was known and
-- inserts the next, so that what a figure was measured against can be asked later.

CREATE TABLE calendars (
  tenant INTEGER NOT NULL,
  from_day TEXT NOT NULL,
  since_seq INTEGER NOT NULL,
  until_day TEXT NOT NULL,
  until_seq INTEGER,
  rule TEXT NOT NULL,
  week TEXT NOT NULL CHECK (length(week) = 7),
  holidays TEXT NOT NULL CHECK (holidays IN ('mainland', 'none')),
  version INTEGER NOT NULL,
  PRIMARY KEY (tenant, from_day, since_seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE day_overrides (
  tenant INTEGER NOT NULL,
  on_day TEXT NOT NULL,
  since_seq INTEGER NOT NULL,
  until_seq INTEGER,
  works INTEGER NOT NULL CHECK (works IN (0, 1)),
  note TEXT,
  PRIMARY KEY (tenant, on_day, since_seq)
) STRICT, WITHOUT ROWID;
