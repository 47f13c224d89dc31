-- What is measured, and at how many decimals. Unit, scale and currency never change: amounts
-- already stand in them.

CREATE TABLE metrics (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  unit TEXT NOT NULL CHECK (unit IN ('money', 'count', 'ratio', 'days', 'score')),
  scale INTEGER NOT NULL CHECK (scale BETWEEN 0 AND 6),
  currency TEXT,
  tax TEXT NOT NULL CHECK (tax IN ('included', 'excluded', 'none')),
  class TEXT NOT NULL CHECK (class IN ('result', 'process', 'health')),
  direction TEXT NOT NULL CHECK (direction IN ('up', 'down')),
  over_time TEXT NOT NULL CHECK (over_time IN ('sum', 'last', 'mean', 'ratio')),
  over_people TEXT NOT NULL CHECK (over_people IN ('sum', 'last', 'mean', 'ratio')),
  formula TEXT,
  source TEXT,
  owner TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX metrics_code ON metrics (tenant, code);
CREATE TRIGGER metrics_stay BEFORE UPDATE ON metrics
WHEN NEW.unit <> OLD.unit OR NEW.scale <> OLD.scale OR NEW.currency IS NOT OLD.currency
BEGIN
  SELECT RAISE(ABORT, 'append_only:metrics');
END;
