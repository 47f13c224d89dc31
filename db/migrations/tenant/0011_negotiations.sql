-- Negotiation on the draft of a plan: rounds, one thread per number, every move, what was signed.

-- One round: the proposals of a plan's draft are frozen, people answer until the deadline.
-- `amount` is the top's own number; `overs` the units whose over-assignment differs from `over`.
CREATE TABLE negotiation_rounds (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  plan TEXT NOT NULL,
  unit TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'cancelled')),
  deadline TEXT NOT NULL,
  payoff TEXT NOT NULL,
  amount INTEGER NOT NULL,
  over TEXT NOT NULL,
  overs TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  opened_by TEXT NOT NULL,
  closed_at INTEGER,
  hash TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, plan) REFERENCES plans (tenant, id)
) STRICT, WITHOUT ROWID;

-- The talk about one number, as it stands. Siblings lie side by side. `offer` is what is on the table,
-- or the number it ended in; `awaits` whose move it is (a person, or the unit that somebody leads).
CREATE TABLE negotiation_threads (
  tenant INTEGER NOT NULL,
  round TEXT NOT NULL,
  parent TEXT NOT NULL,
  subject TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('unit', 'person')),
  chain TEXT NOT NULL,
  first INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'countered', 'escalated', 'agreed', 'settled', 'no_answer', 'not_agreed')),
  offer INTEGER NOT NULL,
  by_level INTEGER NOT NULL,
  asked INTEGER,
  asker INTEGER,
  decider INTEGER,
  refused TEXT,
  awaits TEXT,
  heard INTEGER NOT NULL CHECK (heard IN (0, 1)),
  stated INTEGER,
  entered_at INTEGER NOT NULL,
  reminded_at INTEGER,
  version INTEGER NOT NULL,
  PRIMARY KEY (tenant, round, parent, subject),
  FOREIGN KEY (tenant, round) REFERENCES negotiation_rounds (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX negotiation_threads_subject ON negotiation_threads (tenant, subject, round);
CREATE INDEX negotiation_threads_awaits ON negotiation_threads (tenant, awaits) WHERE awaits IS NOT NULL;

-- One thing said; `number` is the thread's version it led to. `cause` names the thread whose decision
-- moved this one; `evidence` are figures the server took at that moment.
CREATE TABLE negotiation_moves (
  tenant INTEGER NOT NULL,
  round TEXT NOT NULL,
  subject TEXT NOT NULL,
  number INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  level INTEGER NOT NULL,
  kind TEXT NOT NULL,
  amount INTEGER,
  taker TEXT,
  cause TEXT,
  evidence TEXT,
  PRIMARY KEY (tenant, round, subject, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER negotiation_moves_stay BEFORE UPDATE ON negotiation_moves
BEGIN
  SELECT RAISE(ABORT, 'append_only:negotiation_moves');
END;
CREATE TRIGGER negotiation_moves_kept BEFORE DELETE ON negotiation_moves
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:negotiation_moves');
END;

-- Why, in people's own words: apart from the move, so that erasing a person's words leaves the log.
CREATE TABLE negotiation_notes (
  tenant INTEGER NOT NULL,
  round TEXT NOT NULL,
  subject TEXT NOT NULL,
  number INTEGER NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (tenant, round, subject, number)
) STRICT, WITHOUT ROWID;

-- A unit's owner signed that its children carry more or less than it shares out: the newest counts,
-- while the gap is still this one.
CREATE TABLE negotiation_gaps (
  tenant INTEGER NOT NULL,
  round TEXT NOT NULL,
  unit TEXT NOT NULL,
  seq INTEGER NOT NULL,
  gap INTEGER NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  PRIMARY KEY (tenant, round, unit, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER negotiation_gaps_stay BEFORE UPDATE ON negotiation_gaps
BEGIN
  SELECT RAISE(ABORT, 'append_only:negotiation_gaps');
END;
CREATE TRIGGER negotiation_gaps_kept BEFORE DELETE ON negotiation_gaps
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:negotiation_gaps');
END;

-- What a number ended in, with the SHA-256 of `agreed`, the canonical text of what was agreed.
CREATE TABLE negotiation_agreements (
  tenant INTEGER NOT NULL,
  round TEXT NOT NULL,
  subject TEXT NOT NULL,
  thread INTEGER NOT NULL,
  ending TEXT NOT NULL CHECK (ending IN ('agreed', 'settled', 'no_answer', 'not_agreed')),
  amount INTEGER NOT NULL,
  by TEXT,
  at INTEGER NOT NULL,
  agreed TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (tenant, round, subject, thread)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER negotiation_agreements_stay BEFORE UPDATE ON negotiation_agreements
BEGIN
  SELECT RAISE(ABORT, 'append_only:negotiation_agreements');
END;
CREATE TRIGGER negotiation_agreements_kept BEFORE DELETE ON negotiation_agreements
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:negotiation_agreements');
END;

-- Which agreements a published version of a plan rests on.
CREATE TABLE negotiation_bindings (
  tenant INTEGER NOT NULL,
  plan TEXT NOT NULL,
  number INTEGER NOT NULL,
  round TEXT NOT NULL,
  version_hash TEXT NOT NULL,
  agreements_hash TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, plan, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER negotiation_bindings_stay BEFORE UPDATE ON negotiation_bindings
BEGIN
  SELECT RAISE(ABORT, 'append_only:negotiation_bindings');
END;
CREATE TRIGGER negotiation_bindings_kept BEFORE DELETE ON negotiation_bindings
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:negotiation_bindings');
END;

-- Sums over the threads below a unit, by state: a page of 5,000 people reads these, not the threads.
-- Times are ms since the round opened; given and wanted are of direct children alone.
CREATE TABLE negotiation_tallies (
  tenant INTEGER NOT NULL,
  round TEXT NOT NULL,
  unit TEXT NOT NULL,
  state TEXT NOT NULL,
  n INTEGER NOT NULL,
  entered INTEGER NOT NULL,
  ever INTEGER NOT NULL,
  stayed INTEGER NOT NULL,
  given INTEGER NOT NULL,
  wanted INTEGER NOT NULL,
  PRIMARY KEY (tenant, round, unit, state)
) STRICT, WITHOUT ROWID;
