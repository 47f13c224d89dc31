-- Pay runs: one incentive plan over one pay period, from the open period to the paid one. What was
-- calculated, who approved it, what went to payroll, how the company pays, who is on leave, the rates of
-- currencies, and what the nightly recomputation found.

-- state is the last of the run's steps. calc counts its calculations; basis is what the newest one read
-- besides the log, for all its people: versions, calendar, units, rates, what was closed before. job is
-- the calculation that is under way.
CREATE TABLE pay_runs (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  plan TEXT NOT NULL,
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  state TEXT NOT NULL
    CHECK (state IN ('open', 'calculated', 'in_review', 'approved', 'locked', 'paid')),
  calc INTEGER NOT NULL DEFAULT 0,
  cutoff_seq INTEGER,
  cutoff_at INTEGER,
  basis TEXT,
  input_hash TEXT,
  result_hash TEXT,
  job TEXT,
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant, id),
  CHECK (from_day < until_day),
  CHECK ((calc = 0) = (result_hash IS NULL) AND (calc = 0) = (cutoff_seq IS NULL)),
  FOREIGN KEY (tenant, plan) REFERENCES incentive_plans (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX pay_runs_period ON pay_runs (tenant, plan, from_day);
-- After the lock a run is paid, and nothing else of it ever changes.
CREATE TRIGGER pay_runs_stay BEFORE UPDATE ON pay_runs
WHEN NEW.id <> OLD.id OR NEW.plan <> OLD.plan OR NEW.from_day <> OLD.from_day
  OR NEW.until_day <> OLD.until_day OR NEW.sample <> OLD.sample OR NEW.calc < OLD.calc
  OR OLD.state = 'paid'
  OR (OLD.state = 'locked' AND (NEW.state <> 'paid' OR NEW.calc <> OLD.calc
    OR NEW.cutoff_seq <> OLD.cutoff_seq OR NEW.cutoff_at <> OLD.cutoff_at
    OR NEW.basis <> OLD.basis OR NEW.input_hash <> OLD.input_hash
    OR NEW.result_hash <> OLD.result_hash OR NEW.job IS NOT OLD.job))
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_runs');
END;
CREATE TRIGGER pay_runs_kept BEFORE DELETE ON pay_runs
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_runs');
END;

-- Who did what to a run. person is the account behind `by`; participant is who that account is in the
-- company: nobody approves their own statement. hash is the run's result at that moment, detail the sums
-- of a calculation.
CREATE TABLE pay_steps (
  tenant INTEGER NOT NULL,
  run TEXT NOT NULL,
  n INTEGER NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind IN ('begun', 'calculated', 'submitted', 'approved', 'locked', 'paid')),
  by TEXT NOT NULL,
  person TEXT NOT NULL,
  participant TEXT,
  at INTEGER NOT NULL,
  calc INTEGER NOT NULL,
  hash TEXT,
  alone INTEGER NOT NULL DEFAULT 0 CHECK (alone IN (0, 1)),
  detail TEXT,
  seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, run, n),
  FOREIGN KEY (tenant, run) REFERENCES pay_runs (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER pay_steps_stay BEFORE UPDATE ON pay_steps
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_steps');
END;
CREATE TRIGGER pay_steps_kept BEFORE DELETE ON pay_steps
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_steps');
END;

-- A person's statement in one currency, as the calculation `calc` found it. The newest row whose calc is
-- not above the run's holds; a calculation writes only what it changed, and `gone` is a statement that
-- is no more. Rows above the run's calc are of a calculation under way, and nobody sees them. lines:
-- [kind, component, window, origin, amount, flags, deals]; basis: the person's own part of the input.
CREATE TABLE pay_statements (
  tenant INTEGER NOT NULL,
  run TEXT NOT NULL,
  person TEXT NOT NULL,
  currency TEXT NOT NULL,
  calc INTEGER NOT NULL,
  gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
  lines TEXT NOT NULL,
  awards TEXT NOT NULL,
  earned INTEGER NOT NULL,
  pending INTEGER NOT NULL,
  payable INTEGER NOT NULL,
  pay INTEGER NOT NULL,
  base_pay INTEGER,
  debt INTEGER NOT NULL,
  draw_balance INTEGER NOT NULL,
  true_up INTEGER NOT NULL,
  pay_date TEXT,
  basis TEXT NOT NULL,
  input_hash TEXT NOT NULL,
  result_hash TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, run, person, currency, calc),
  FOREIGN KEY (tenant, run) REFERENCES pay_runs (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER pay_statements_closed BEFORE INSERT ON pay_statements
WHEN NOT EXISTS (SELECT 1 FROM pay_runs WHERE tenant = NEW.tenant AND id = NEW.run
  AND state NOT IN ('locked', 'paid') AND calc < NEW.calc)
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_statements');
END;
CREATE TRIGGER pay_statements_stay BEFORE UPDATE ON pay_statements
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_statements');
END;
CREATE TRIGGER pay_statements_kept BEFORE DELETE ON pay_statements
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
  AND NOT EXISTS (SELECT 1 FROM pay_runs WHERE tenant = OLD.tenant AND id = OLD.run
    AND calc < OLD.calc)
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_statements');
END;

-- A file that went to payroll: who took it when, with which columns, and the checksum of its text.
CREATE TABLE pay_exports (
  tenant INTEGER NOT NULL,
  run TEXT NOT NULL,
  id TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('csv', 'xlsx')),
  columns TEXT NOT NULL,
  rows INTEGER NOT NULL,
  totals TEXT NOT NULL,
  checksum TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, run, id),
  FOREIGN KEY (tenant, run) REFERENCES pay_runs (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER pay_exports_stay BEFORE UPDATE ON pay_exports
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_exports');
END;
CREATE TRIGGER pay_exports_kept BEFORE DELETE ON pay_exports
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_exports');
END;

-- 1 of `base` is `rate` of `quote` on a day, as known since a commit. One direction of a pair is kept.
CREATE TABLE pay_rates (
  tenant INTEGER NOT NULL,
  base TEXT NOT NULL,
  quote TEXT NOT NULL,
  on_day TEXT NOT NULL,
  since_seq INTEGER NOT NULL,
  until_seq INTEGER,
  rate TEXT NOT NULL,
  PRIMARY KEY (tenant, base, quote, on_day, since_seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER pay_rates_stay BEFORE UPDATE ON pay_rates
WHEN NEW.base <> OLD.base OR NEW.quote <> OLD.quote OR NEW.on_day <> OLD.on_day
  OR NEW.since_seq <> OLD.since_seq OR NEW.rate <> OLD.rate OR OLD.until_seq IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_rates');
END;
CREATE TRIGGER pay_rates_kept BEFORE DELETE ON pay_rates
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_rates');
END;

-- One recomputation of everything that was calculated: how much was looked at and what came out
-- otherwise. found: [run, person, currency] of the first of them.
CREATE TABLE pay_audits (
  tenant INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  runs INTEGER NOT NULL,
  statements INTEGER NOT NULL,
  differences INTEGER NOT NULL,
  found TEXT NOT NULL,
  PRIMARY KEY (tenant, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER pay_audits_stay BEFORE UPDATE ON pay_audits
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_audits');
END;
CREATE TRIGGER pay_audits_kept BEFORE DELETE ON pay_audits
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_audits');
END;

-- How the company pays; the newest version holds.
CREATE TABLE pay_settings (
  tenant INTEGER NOT NULL,
  version INTEGER NOT NULL,
  settings TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER pay_settings_stay BEFORE UPDATE ON pay_settings
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_settings');
END;
CREATE TRIGGER pay_settings_kept BEFORE DELETE ON pay_settings
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_settings');
END;

-- Days on which a person carries no target (leave) or a part of it (relief: what part stays), as known
-- since a commit.
CREATE TABLE pay_absences (
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
CREATE TRIGGER pay_absences_linked BEFORE INSERT ON pay_absences
WHEN NOT EXISTS (SELECT 1 FROM people WHERE tenant = NEW.tenant AND id = NEW.person)
BEGIN
  SELECT RAISE(ABORT, 'link:pay_absences');
END;
CREATE TRIGGER pay_absences_stay BEFORE UPDATE ON pay_absences
WHEN NEW.person <> OLD.person OR NEW.from_day <> OLD.from_day OR NEW.since_seq <> OLD.since_seq
  OR NEW.until_day <> OLD.until_day OR NEW.id <> OLD.id OR NEW.kind <> OLD.kind
  OR NEW.factor IS NOT OLD.factor OR NEW.metric IS NOT OLD.metric OR OLD.until_seq IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_absences');
END;
CREATE TRIGGER pay_absences_kept BEFORE DELETE ON pay_absences
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_absences');
END;
