-- Opening balances: what people brought along when the company began to pay here in mid-year. Entered as
-- a list, decided on by a second person, and never changed.

-- One list for one plan: from_day is the first day of the first period that is paid here.
CREATE TABLE pay_openings (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  plan TEXT NOT NULL,
  from_day TEXT NOT NULL,
  note TEXT NOT NULL,
  by TEXT NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, plan) REFERENCES incentive_plans (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER pay_openings_stay BEFORE UPDATE ON pay_openings
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_openings');
END;
CREATE TRIGGER pay_openings_kept BEFORE DELETE ON pay_openings
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_openings');
END;

-- One person of a list, in minor units of the currency. earned: what components had earned in windows
-- that run on, [{component, window: {from, until}, amount, deals}] in decimals of the currency.
CREATE TABLE pay_opening_rows (
  tenant INTEGER NOT NULL,
  person TEXT NOT NULL,
  opening TEXT NOT NULL,
  currency TEXT NOT NULL,
  debt INTEGER NOT NULL CHECK (debt >= 0),
  draw_balance INTEGER NOT NULL CHECK (draw_balance >= 0),
  earned TEXT NOT NULL,
  PRIMARY KEY (tenant, person, opening),
  FOREIGN KEY (tenant, opening) REFERENCES pay_openings (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER pay_opening_rows_stay BEFORE UPDATE ON pay_opening_rows
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_opening_rows');
END;
CREATE TRIGGER pay_opening_rows_kept BEFORE DELETE ON pay_opening_rows
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_opening_rows');
END;

-- What was decided on a list; the newest word holds. An approved one is withdrawn before a run with it is
-- locked, or stands for ever. `alone`: one person did both, as the company allows.
CREATE TABLE pay_opening_decisions (
  tenant INTEGER NOT NULL,
  opening TEXT NOT NULL,
  seq INTEGER NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('approved', 'rejected', 'withdrawn')),
  by TEXT NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  alone INTEGER NOT NULL DEFAULT 0 CHECK (alone IN (0, 1)),
  note TEXT,
  PRIMARY KEY (tenant, opening, seq),
  FOREIGN KEY (tenant, opening) REFERENCES pay_openings (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER pay_opening_decisions_stay BEFORE UPDATE ON pay_opening_decisions
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_opening_decisions');
END;
CREATE TRIGGER pay_opening_decisions_kept BEFORE DELETE ON pay_opening_decisions
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_opening_decisions');
END;
