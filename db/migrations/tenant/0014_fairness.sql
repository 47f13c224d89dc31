-- Scenarios: named ways of sharing a plan out, kept to be compared, never changed.

-- What was kept of a plan's draft: its amount, its rules, and how many recipients have a row.
CREATE TABLE scenarios (
  tenant INTEGER NOT NULL,
  plan TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  amount INTEGER NOT NULL,
  rules TEXT NOT NULL,
  recipients INTEGER NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  PRIMARY KEY (tenant, plan, id),
  FOREIGN KEY (tenant, plan) REFERENCES plans (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER scenarios_stay BEFORE UPDATE ON scenarios
BEGIN
  SELECT RAISE(ABORT, 'append_only:scenarios');
END;
CREATE TRIGGER scenarios_kept BEFORE DELETE ON scenarios
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:scenarios');
END;

-- One recipient of a scenario, packed as a row of a plan is.
CREATE TABLE scenario_rows (
  tenant INTEGER NOT NULL,
  plan TEXT NOT NULL,
  scenario TEXT NOT NULL,
  subject TEXT NOT NULL,
  parent TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('unit', 'person')),
  inputs TEXT NOT NULL,
  amount INTEGER,
  months TEXT,
  run TEXT,
  levels TEXT,
  slices TEXT,
  PRIMARY KEY (tenant, plan, scenario, subject),
  FOREIGN KEY (tenant, plan, scenario) REFERENCES scenarios (tenant, plan, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER scenario_rows_stay BEFORE UPDATE ON scenario_rows
BEGIN
  SELECT RAISE(ABORT, 'append_only:scenario_rows');
END;
CREATE TRIGGER scenario_rows_kept BEFORE DELETE ON scenario_rows
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:scenario_rows');
END;
