-- Plans (a target run down the tree), their draft and immutable versions, and the targets themselves.

-- One plan: what is shared out, over which interval, under which unit. `rules` says how.
-- `version` moves when the plan's own fields change, `draft` with every change of the draft's rows.
CREATE TABLE plans (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  metric TEXT NOT NULL,
  currency TEXT NOT NULL,
  unit TEXT NOT NULL,
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  amount INTEGER NOT NULL,
  rules TEXT NOT NULL,
  published INTEGER NOT NULL DEFAULT 0,
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  made_at INTEGER NOT NULL,
  draft INTEGER NOT NULL DEFAULT 1,
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant, id),
  CHECK (from_day < until_day),
  FOREIGN KEY (tenant, metric) REFERENCES metrics (tenant, id),
  FOREIGN KEY (tenant, unit) REFERENCES units (tenant, id)
) STRICT, WITHOUT ROWID;

-- One recipient, packed: number 0 is the draft, any other a published version. `inputs` are its
-- factor values, bounds and changes by hand; `run` the sums of how it shared its number out.
CREATE TABLE plan_rows (
  tenant INTEGER NOT NULL,
  plan TEXT NOT NULL,
  number INTEGER NOT NULL,
  subject TEXT NOT NULL,
  parent TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('unit', 'person')),
  inputs TEXT NOT NULL,
  amount INTEGER,
  months TEXT,
  run TEXT,
  version INTEGER NOT NULL,
  PRIMARY KEY (tenant, plan, number, subject),
  FOREIGN KEY (tenant, plan) REFERENCES plans (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER plan_rows_stay BEFORE UPDATE ON plan_rows
WHEN OLD.number > 0
BEGIN
  SELECT RAISE(ABORT, 'append_only:plan_rows');
END;
CREATE TRIGGER plan_rows_kept BEFORE DELETE ON plan_rows
WHEN OLD.number > 0 AND NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:plan_rows');
END;

-- What was published, when, and the hash of its rows: a later look can prove that nothing moved.
CREATE TABLE plan_versions (
  tenant INTEGER NOT NULL,
  plan TEXT NOT NULL,
  number INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  amount INTEGER NOT NULL,
  rules TEXT NOT NULL,
  recipients INTEGER NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (tenant, plan, number),
  FOREIGN KEY (tenant, plan) REFERENCES plans (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER plan_versions_stay BEFORE UPDATE ON plan_versions
BEGIN
  SELECT RAISE(ABORT, 'append_only:plan_versions');
END;
CREATE TRIGGER plan_versions_kept BEFORE DELETE ON plan_versions
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:plan_versions');
END;

-- One subject's number for one interval. subject is a person or a unit; slice '' is the whole;
-- plan NULL was set directly. until_seq NULL is what holds now; a correction closes it and inserts.
CREATE TABLE targets (
  tenant INTEGER NOT NULL,
  subject TEXT NOT NULL,
  metric TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('committed', 'sprint', 'challenge')),
  slice TEXT NOT NULL DEFAULT '',
  from_day TEXT NOT NULL,
  since_seq INTEGER NOT NULL,
  until_day TEXT NOT NULL,
  until_seq INTEGER,
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL,
  plan TEXT,
  plan_version INTEGER,
  PRIMARY KEY (tenant, subject, metric, level, slice, from_day, since_seq),
  CHECK (from_day < until_day),
  FOREIGN KEY (tenant, metric) REFERENCES metrics (tenant, id),
  FOREIGN KEY (tenant, plan) REFERENCES plans (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER targets_stay BEFORE UPDATE ON targets
WHEN OLD.until_seq IS NOT NULL OR NEW.subject <> OLD.subject OR NEW.metric <> OLD.metric
  OR NEW.level <> OLD.level OR NEW.slice <> OLD.slice OR NEW.from_day <> OLD.from_day
  OR NEW.since_seq <> OLD.since_seq OR NEW.until_day <> OLD.until_day
  OR NEW.amount <> OLD.amount OR NEW.currency <> OLD.currency
  OR NEW.plan IS NOT OLD.plan OR NEW.plan_version IS NOT OLD.plan_version
BEGIN
  SELECT RAISE(ABORT, 'append_only:targets');
END;
CREATE TRIGGER targets_kept BEFORE DELETE ON targets
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:targets');
END;
