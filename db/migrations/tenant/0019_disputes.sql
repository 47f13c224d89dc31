-- Corrections of pay as entries of their own, and what people dispute about a step of their statement.

-- A correction of one person's pay: an entry, never an edit. `on_day` is the first day of the period
-- it is made for; it is paid with the first open one. `reason` is free text and the only thing that
-- may be blanked. A reversal names what it takes back and carries the opposite amount.
CREATE TABLE pay_adjustments (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  person TEXT NOT NULL,
  on_day TEXT NOT NULL,
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount <> 0),
  kind TEXT NOT NULL CHECK (kind IN ('correction', 'dispute', 'write_off', 'reversal')),
  reason TEXT NOT NULL,
  reverses TEXT,
  dispute TEXT,
  by TEXT NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, id),
  CHECK ((kind = 'reversal') = (reverses IS NOT NULL)),
  CHECK ((kind = 'dispute') = (dispute IS NOT NULL)),
  FOREIGN KEY (tenant, person) REFERENCES people (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pay_adjustments_person ON pay_adjustments (tenant, person);
-- Once only: a second reversal of the same entry would take back what is no longer there.
CREATE UNIQUE INDEX pay_adjustments_reverses ON pay_adjustments (tenant, reverses)
WHERE reverses IS NOT NULL;
CREATE TRIGGER pay_adjustments_stay BEFORE UPDATE ON pay_adjustments
WHEN NEW.reason <> '' OR NEW.id <> OLD.id OR NEW.person <> OLD.person OR NEW.on_day <> OLD.on_day
  OR NEW.currency <> OLD.currency OR NEW.amount <> OLD.amount OR NEW.kind <> OLD.kind
  OR NEW.reverses IS NOT OLD.reverses OR NEW.dispute IS NOT OLD.dispute OR NEW.by <> OLD.by
  OR NEW.account <> OLD.account OR NEW.at <> OLD.at OR NEW.sample <> OLD.sample
  OR NEW.seq <> OLD.seq
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_adjustments');
END;
CREATE TRIGGER pay_adjustments_kept BEFORE DELETE ON pay_adjustments
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_adjustments');
END;

-- What a second person decided on a correction, or that whoever entered it took it back: one row, for
-- good. `alone` says that the company lets one person do both, and that it was so here.
CREATE TABLE pay_adjustment_decisions (
  tenant INTEGER NOT NULL,
  adjustment TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('approved', 'rejected', 'withdrawn')),
  by TEXT NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  alone INTEGER NOT NULL DEFAULT 0 CHECK (alone IN (0, 1)),
  note TEXT,
  seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, adjustment),
  FOREIGN KEY (tenant, adjustment) REFERENCES pay_adjustments (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER pay_adjustment_decisions_stay BEFORE UPDATE ON pay_adjustment_decisions
WHEN NEW.note IS NOT NULL OR NEW.adjustment <> OLD.adjustment OR NEW.decision <> OLD.decision
  OR NEW.by <> OLD.by OR NEW.account <> OLD.account OR NEW.at <> OLD.at OR NEW.alone <> OLD.alone
  OR NEW.seq <> OLD.seq
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_adjustment_decisions');
END;
CREATE TRIGGER pay_adjustment_decisions_kept BEFORE DELETE ON pay_adjustment_decisions
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_adjustment_decisions');
END;

-- What a payee says is wrong with one step of their own statement: `pointer` names it there ("" is
-- the statement, "/lines/2" a line, "/lines/2/steps/0" a step), `hash` is the statement's as it was
-- shown, `place` what stood there. `note` is free text and the only thing that may be blanked.
CREATE TABLE disputes (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  run TEXT NOT NULL,
  person TEXT NOT NULL,
  currency TEXT NOT NULL,
  pointer TEXT NOT NULL,
  hash TEXT NOT NULL,
  place TEXT NOT NULL,
  amount INTEGER,
  note TEXT NOT NULL,
  due_on TEXT NOT NULL,
  by TEXT NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, person) REFERENCES people (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX disputes_run ON disputes (tenant, run, person);
CREATE TRIGGER disputes_stay BEFORE UPDATE ON disputes
WHEN NEW.note <> '' OR NEW.id <> OLD.id OR NEW.run <> OLD.run OR NEW.person <> OLD.person
  OR NEW.currency <> OLD.currency OR NEW.pointer <> OLD.pointer
  OR NEW.hash <> OLD.hash OR NEW.place <> OLD.place OR NEW.amount IS NOT OLD.amount
  OR NEW.due_on <> OLD.due_on OR NEW.by <> OLD.by OR NEW.account <> OLD.account
  OR NEW.at <> OLD.at OR NEW.sample <> OLD.sample OR NEW.seq <> OLD.seq
BEGIN
  SELECT RAISE(ABORT, 'append_only:disputes');
END;
CREATE TRIGGER disputes_kept BEFORE DELETE ON disputes
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:disputes');
END;

-- Who did what to a dispute: its state, its owner and its due day are the fold of these.
CREATE TABLE dispute_moves (
  tenant INTEGER NOT NULL,
  dispute TEXT NOT NULL,
  n INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN
    ('raised', 'assigned', 'answered', 'replied', 'accepted', 'rejected', 'withdrawn')),
  by TEXT NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  note TEXT,
  owner TEXT,
  due_on TEXT,
  adjustment TEXT,
  seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, dispute, n),
  CHECK ((kind = 'accepted') = (adjustment IS NOT NULL)),
  FOREIGN KEY (tenant, dispute) REFERENCES disputes (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER dispute_moves_stay BEFORE UPDATE ON dispute_moves
WHEN NEW.note IS NOT NULL OR NEW.dispute <> OLD.dispute OR NEW.n <> OLD.n OR NEW.kind <> OLD.kind
  OR NEW.by <> OLD.by OR NEW.account <> OLD.account OR NEW.at <> OLD.at
  OR NEW.owner IS NOT OLD.owner OR NEW.due_on IS NOT OLD.due_on
  OR NEW.adjustment IS NOT OLD.adjustment OR NEW.seq <> OLD.seq
BEGIN
  SELECT RAISE(ABORT, 'append_only:dispute_moves');
END;
CREATE TRIGGER dispute_moves_kept BEFORE DELETE ON dispute_moves
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:dispute_moves');
END;
