-- Requests to change what was published, their course, whom they touched; what a company allows; and
-- the resources (heads, budget) that stand beside targets and move with them.

-- A request as it was made. `ask` says what, `basis` the numbers that stood behind it, taken by the
-- server; `reason` is free text and the only thing that may be blanked.
CREATE TABLE adjustments (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  plan TEXT NOT NULL,
  kind TEXT NOT NULL,
  from_day TEXT NOT NULL,
  ask TEXT NOT NULL,
  basis TEXT NOT NULL,
  approvers TEXT NOT NULL,
  reason TEXT NOT NULL,
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, plan) REFERENCES plans (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER adjustments_stay BEFORE UPDATE ON adjustments
WHEN NEW.reason <> '' OR NEW.id <> OLD.id OR NEW.plan <> OLD.plan OR NEW.kind <> OLD.kind
  OR NEW.from_day <> OLD.from_day OR NEW.ask <> OLD.ask OR NEW.basis <> OLD.basis
  OR NEW.approvers <> OLD.approvers OR NEW.sample <> OLD.sample OR NEW.seq <> OLD.seq
BEGIN
  SELECT RAISE(ABORT, 'append_only:adjustments');
END;
CREATE TRIGGER adjustments_kept BEFORE DELETE ON adjustments
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:adjustments');
END;

-- Who did what to a request: its state is the fold of these. `number` is the plan's version that was
-- looked at, `hash` the blast radius that was approved or applied; `person` the account behind `by`.
CREATE TABLE adjustment_steps (
  tenant INTEGER NOT NULL,
  adjustment TEXT NOT NULL,
  n INTEGER NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind IN ('requested', 'reviewed', 'approved', 'applied', 'rejected', 'withdrawn')),
  by TEXT NOT NULL,
  person TEXT NOT NULL,
  at INTEGER NOT NULL,
  number INTEGER NOT NULL,
  hash TEXT,
  note TEXT,
  seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, adjustment, n),
  FOREIGN KEY (tenant, adjustment) REFERENCES adjustments (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER adjustment_steps_stay BEFORE UPDATE ON adjustment_steps
WHEN NEW.note IS NOT NULL OR NEW.adjustment <> OLD.adjustment OR NEW.n <> OLD.n
  OR NEW.kind <> OLD.kind OR NEW.by <> OLD.by OR NEW.person <> OLD.person OR NEW.at <> OLD.at
  OR NEW.number <> OLD.number OR NEW.hash IS NOT OLD.hash OR NEW.seq <> OLD.seq
BEGIN
  SELECT RAISE(ABORT, 'append_only:adjustment_steps');
END;
CREATE TRIGGER adjustment_steps_kept BEFORE DELETE ON adjustment_steps
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:adjustment_steps');
END;

-- What an applied request did to one subject: the version it made, and [place, before, after] of each
-- period that moved. By the subject, so that who is affected finds it.
CREATE TABLE adjustment_effects (
  tenant INTEGER NOT NULL,
  subject TEXT NOT NULL,
  seq INTEGER NOT NULL,
  adjustment TEXT NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('asked', 'moved', 'below', 'above')),
  number INTEGER NOT NULL,
  parent TEXT,
  parent_after TEXT,
  whole_before INTEGER NOT NULL,
  whole_after INTEGER NOT NULL,
  cells TEXT NOT NULL,
  PRIMARY KEY (tenant, subject, seq),
  FOREIGN KEY (tenant, adjustment) REFERENCES adjustments (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER adjustment_effects_stay BEFORE UPDATE ON adjustment_effects
BEGIN
  SELECT RAISE(ABORT, 'append_only:adjustment_effects');
END;
CREATE TRIGGER adjustment_effects_kept BEFORE DELETE ON adjustment_effects
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:adjustment_effects');
END;

-- What the company allows; the newest version holds.
CREATE TABLE adjustment_guards (
  tenant INTEGER NOT NULL,
  version INTEGER NOT NULL,
  settings TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER adjustment_guards_stay BEFORE UPDATE ON adjustment_guards
BEGIN
  SELECT RAISE(ABORT, 'append_only:adjustment_guards');
END;
CREATE TRIGGER adjustment_guards_kept BEFORE DELETE ON adjustment_guards
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:adjustment_guards');
END;

-- A unit's heads (hundredths) or the budget of a purpose (smallest steps of the currency) for one
-- interval, as known since a commit; closed by until_seq, never changed.
CREATE TABLE resources (
  tenant INTEGER NOT NULL,
  unit TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('heads', 'productivity', 'budget')),
  purpose TEXT NOT NULL,
  from_day TEXT NOT NULL,
  since_seq INTEGER NOT NULL,
  until_day TEXT NOT NULL,
  until_seq INTEGER,
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL,
  PRIMARY KEY (tenant, unit, kind, purpose, from_day, since_seq),
  CHECK (from_day < until_day),
  FOREIGN KEY (tenant, unit) REFERENCES units (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER resources_stay BEFORE UPDATE ON resources
WHEN OLD.until_seq IS NOT NULL OR NEW.unit <> OLD.unit OR NEW.kind <> OLD.kind
  OR NEW.purpose <> OLD.purpose OR NEW.from_day <> OLD.from_day OR NEW.since_seq <> OLD.since_seq
  OR NEW.until_day <> OLD.until_day OR NEW.amount <> OLD.amount OR NEW.currency <> OLD.currency
BEGIN
  SELECT RAISE(ABORT, 'append_only:resources');
END;
CREATE TRIGGER resources_kept BEFORE DELETE ON resources
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:resources');
END;

-- Money of a budget that was used on a day. A mistake is a line with the opposite sign.
CREATE TABLE resource_uses (
  tenant INTEGER NOT NULL,
  unit TEXT NOT NULL,
  purpose TEXT NOT NULL,
  on_day TEXT NOT NULL,
  id TEXT NOT NULL,
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL,
  by TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, unit, purpose, on_day, id),
  FOREIGN KEY (tenant, unit) REFERENCES units (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER resource_uses_stay BEFORE UPDATE ON resource_uses
BEGIN
  SELECT RAISE(ABORT, 'append_only:resource_uses');
END;
CREATE TRIGGER resource_uses_kept BEFORE DELETE ON resource_uses
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:resource_uses');
END;
