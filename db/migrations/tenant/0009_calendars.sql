-- A calendar may be followed by another one from a later fiscal year on: one row for each, from
-- `from_day` until `until_day`. `transition` says what becomes of the days between the last whole
-- old year and the first new one. `cuts` is a projection of the rules for readers in SQL: the first
-- days of the weeks, months, quarters and years around now, or NULL while months are Gregorian and
-- the calendar was never followed by another.

ALTER TABLE calendars ADD COLUMN transition TEXT NOT NULL DEFAULT 'short'
  CHECK (transition IN ('short', 'long'));
ALTER TABLE calendars ADD COLUMN cuts TEXT;
