-- What the company is after (themes), the numbers it asks for (goals), what is to bring them
-- (initiatives), objectives with key results on their own scale, and what is done every week. Nothing
-- is deleted: what is over has ended = 1. Links are held by triggers where they are made: a foreign
-- key would make every insert of a unit or a metric read these tables.

CREATE TABLE themes (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT,
  kind TEXT NOT NULL
    CHECK (kind IN ('growth', 'profit', 'expansion', 'retention', 'efficiency', 'other')),
  intent TEXT,
  owner TEXT,
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant, id),
  CHECK (from_day < until_day)
) STRICT, WITHOUT ROWID;

-- One number asked for; a draft may lack what the SMART check then names. growth is as typed; mix is
-- [[name, before, planned, margin rate], ...] or NULL; plan is where the number was shared out.
CREATE TABLE goals (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT,
  theme TEXT,
  unit TEXT NOT NULL,
  metric TEXT NOT NULL,
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL,
  base INTEGER,
  growth TEXT,
  covers TEXT NOT NULL CHECK (covers IN ('increase', 'whole')),
  from_day TEXT,
  until_day TEXT,
  owner TEXT,
  source TEXT,
  plan TEXT,
  mix TEXT,
  ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant, id),
  CHECK (from_day < until_day)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER goals_linked BEFORE INSERT ON goals
WHEN NOT EXISTS (SELECT 1 FROM units WHERE tenant = NEW.tenant AND id = NEW.unit)
  OR NOT EXISTS (SELECT 1 FROM metrics WHERE tenant = NEW.tenant AND id = NEW.metric)
BEGIN
  SELECT RAISE(ABORT, 'link:goals');
END;

-- What is to bring a part of a goal: quantity in its own metric, contribution in the goal's.
CREATE TABLE initiatives (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  goal TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT,
  metric TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  contribution INTEGER NOT NULL,
  owner TEXT,
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant, id),
  CHECK (from_day < until_day)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER initiatives_linked BEFORE INSERT ON initiatives
WHEN NOT EXISTS (SELECT 1 FROM goals WHERE tenant = NEW.tenant AND id = NEW.goal)
  OR NOT EXISTS (SELECT 1 FROM metrics WHERE tenant = NEW.tenant AND id = NEW.metric)
BEGIN
  SELECT RAISE(ABORT, 'link:initiatives');
END;

-- OKR beside the targets, on the same tree; parent is the objective it serves.
CREATE TABLE objectives (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT,
  unit TEXT NOT NULL,
  parent TEXT,
  theme TEXT,
  owner TEXT,
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant, id),
  CHECK (from_day < until_day)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER objectives_linked BEFORE INSERT ON objectives
WHEN NOT EXISTS (SELECT 1 FROM units WHERE tenant = NEW.tenant AND id = NEW.unit)
BEGIN
  SELECT RAISE(ABORT, 'link:objectives');
END;

-- start, target and current are decimals on the key result's own scale; current is its last check-in.
CREATE TABLE key_results (
  tenant INTEGER NOT NULL,
  objective TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT,
  measure TEXT,
  start TEXT NOT NULL,
  target TEXT NOT NULL,
  current TEXT,
  check_ins INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant, objective, id),
  FOREIGN KEY (tenant, objective) REFERENCES objectives (tenant, id)
) STRICT, WITHOUT ROWID;

-- What somebody said a key result stands at, and when: never changed.
CREATE TABLE check_ins (
  tenant INTEGER NOT NULL,
  key_result TEXT NOT NULL,
  number INTEGER NOT NULL,
  value TEXT NOT NULL,
  note TEXT,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  PRIMARY KEY (tenant, key_result, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER check_ins_stay BEFORE UPDATE ON check_ins
BEGIN
  SELECT RAISE(ABORT, 'append_only:check_ins');
END;
CREATE TRIGGER check_ins_kept BEFORE DELETE ON check_ins
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:check_ins');
END;

-- A month's result and the weekly or daily action it is to come from. results, actions and ceiling
-- are exact decimals or fractions; the metrics say where past conversions are read.
CREATE TABLE action_targets (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  goal TEXT,
  unit TEXT NOT NULL,
  result TEXT NOT NULL,
  result_metric TEXT,
  results TEXT NOT NULL,
  action TEXT NOT NULL,
  action_metric TEXT,
  actions TEXT NOT NULL,
  pace TEXT NOT NULL CHECK (pace IN ('day', 'week', 'month')),
  ceiling TEXT,
  owner TEXT,
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant, id),
  CHECK (from_day < until_day)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER action_targets_linked BEFORE INSERT ON action_targets
WHEN NOT EXISTS (SELECT 1 FROM units WHERE tenant = NEW.tenant AND id = NEW.unit)
BEGIN
  SELECT RAISE(ABORT, 'link:action_targets');
END;
