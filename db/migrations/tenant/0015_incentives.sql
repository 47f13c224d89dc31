-- Stored incentive plans: the draft, its published versions, who is on a plan from when until when, who
-- has accepted which version, and who was reminded.

-- document is the draft as JSON (workers/incentives/plan-document.ts). key never changes: the versions
-- of one plan carry the same. editors are the accounts that changed the draft since the last publication:
-- none of them approves a run of the version. budget is the cost the company plans for one year, in
-- minor units of the plan's currency.
CREATE TABLE incentive_plans (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  key TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  document TEXT NOT NULL,
  editors TEXT NOT NULL,
  published INTEGER NOT NULL DEFAULT 0,
  budget INTEGER,
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

-- What was published: the document as canonical JSON, its SHA-256, and the first day it holds. A later
-- version that begins on the same day or before stands in its place from there on. until_day is that of
-- the document; authors are the editors at that moment and whoever published.
CREATE TABLE incentive_versions (
  tenant INTEGER NOT NULL,
  plan TEXT NOT NULL,
  number INTEGER NOT NULL,
  document TEXT NOT NULL,
  hash TEXT NOT NULL,
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  authors TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, plan, number),
  FOREIGN KEY (tenant, plan) REFERENCES incentive_plans (tenant, id),
  CHECK (from_day < until_day)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER incentive_versions_stay BEFORE UPDATE ON incentive_versions
BEGIN
  SELECT RAISE(ABORT, 'append_only:incentive_versions');
END;
CREATE TRIGGER incentive_versions_kept BEFORE DELETE ON incentive_versions
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:incentive_versions');
END;

-- Who is on which plan for [from_day, until_day), as known since a commit; closed by until_seq, never
-- changed. terms: variables (target variable, base pay), pay currency, successor.
-- A person is on at most one plan on any day.
CREATE TABLE incentive_members (
  tenant INTEGER NOT NULL,
  person TEXT NOT NULL,
  from_day TEXT NOT NULL,
  since_seq INTEGER NOT NULL,
  plan TEXT NOT NULL,
  until_day TEXT NOT NULL,
  until_seq INTEGER,
  terms TEXT NOT NULL,
  PRIMARY KEY (tenant, person, from_day, since_seq),
  FOREIGN KEY (tenant, plan) REFERENCES incentive_plans (tenant, id),
  CHECK (from_day < until_day)
) STRICT, WITHOUT ROWID;
CREATE INDEX incentive_members_plan ON incentive_members (tenant, plan, person);
CREATE TRIGGER incentive_members_linked BEFORE INSERT ON incentive_members
WHEN NOT EXISTS (SELECT 1 FROM people WHERE tenant = NEW.tenant AND id = NEW.person)
BEGIN
  SELECT RAISE(ABORT, 'link:incentive_members');
END;
CREATE TRIGGER incentive_members_once BEFORE INSERT ON incentive_members
WHEN EXISTS (
  SELECT 1 FROM incentive_members
  WHERE tenant = NEW.tenant AND person = NEW.person AND until_seq IS NULL
    AND from_day < NEW.until_day AND NEW.from_day < until_day
)
BEGIN
  SELECT RAISE(ABORT, 'guard:payplan/overlap');
END;
CREATE TRIGGER incentive_members_stay BEFORE UPDATE ON incentive_members
WHEN NEW.person <> OLD.person OR NEW.from_day <> OLD.from_day OR NEW.since_seq <> OLD.since_seq
  OR NEW.plan <> OLD.plan OR NEW.until_day <> OLD.until_day OR NEW.terms <> OLD.terms
  OR OLD.until_seq IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'append_only:incentive_members');
END;
CREATE TRIGGER incentive_members_kept BEFORE DELETE ON incentive_members
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:incentive_members');
END;

-- One signature: a person accepted the text of a version, known by its hash, read in `language`.
CREATE TABLE incentive_acceptances (
  tenant INTEGER NOT NULL,
  plan TEXT NOT NULL,
  number INTEGER NOT NULL,
  person TEXT NOT NULL,
  hash TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('zh', 'en')),
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, plan, number, person),
  FOREIGN KEY (tenant, plan, number) REFERENCES incentive_versions (tenant, plan, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER incentive_acceptances_stay BEFORE UPDATE ON incentive_acceptances
BEGIN
  SELECT RAISE(ABORT, 'append_only:incentive_acceptances');
END;
CREATE TRIGGER incentive_acceptances_kept BEFORE DELETE ON incentive_acceptances
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:incentive_acceptances');
END;

-- Who was reminded to accept a version, and when.
CREATE TABLE incentive_reminders (
  tenant INTEGER NOT NULL,
  plan TEXT NOT NULL,
  number INTEGER NOT NULL,
  person TEXT NOT NULL,
  seq INTEGER NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant, plan, number, person, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER incentive_reminders_stay BEFORE UPDATE ON incentive_reminders
BEGIN
  SELECT RAISE(ABORT, 'append_only:incentive_reminders');
END;
CREATE TRIGGER incentive_reminders_kept BEFORE DELETE ON incentive_reminders
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:incentive_reminders');
END;
