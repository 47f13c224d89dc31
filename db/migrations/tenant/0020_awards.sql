-- Honours: what is given for what, the ranking as it was frozen, what was given, and who judged whom.

-- What an award is given for, as a document; it changes with its version, and a frozen ranking keeps
-- the document it was made by.
CREATE TABLE award_rules (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  document TEXT NOT NULL,
  version INTEGER NOT NULL,
  retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX award_rules_code ON award_rules (tenant, code);

-- A period's ranking as the log had it at a commit: computed once, kept with its hash, never again.
-- `standings` are [subject, score] best first, `silent` those who could have judged and did not.
CREATE TABLE award_rankings (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  rule TEXT NOT NULL,
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  document TEXT NOT NULL,
  standings TEXT NOT NULL,
  silent TEXT NOT NULL,
  cutoff INTEGER NOT NULL,
  hash TEXT NOT NULL,
  by TEXT NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, rule) REFERENCES award_rules (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX award_rankings_period ON award_rankings (tenant, rule, from_day);
CREATE TRIGGER award_rankings_stay BEFORE UPDATE ON award_rankings
BEGIN
  SELECT RAISE(ABORT, 'append_only:award_rankings');
END;
CREATE TRIGGER award_rankings_kept BEFORE DELETE ON award_rankings
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:award_rankings');
END;

-- What was given to whom: from a frozen ranking, by a plan's component at the lock of a run, or by
-- hand. `note` is free text and the only thing that may be blanked.
CREATE TABLE awards (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_kind TEXT NOT NULL CHECK (subject_kind IN ('person', 'unit')),
  kind TEXT NOT NULL CHECK (kind IN ('honour', 'growth', 'best_practice', 'stage', 'team')),
  ranking TEXT,
  run TEXT,
  component TEXT,
  place INTEGER,
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  name TEXT NOT NULL,
  gives TEXT NOT NULL,
  note TEXT NOT NULL,
  by TEXT NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, ranking) REFERENCES award_rankings (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX awards_subject ON awards (tenant, subject);
CREATE TRIGGER awards_stay BEFORE UPDATE ON awards
WHEN NEW.note <> '' OR NEW.id <> OLD.id OR NEW.subject <> OLD.subject
  OR NEW.subject_kind <> OLD.subject_kind OR NEW.kind <> OLD.kind
  OR NEW.ranking IS NOT OLD.ranking OR NEW.run IS NOT OLD.run
  OR NEW.component IS NOT OLD.component OR NEW.place IS NOT OLD.place
  OR NEW.from_day <> OLD.from_day OR NEW.until_day <> OLD.until_day OR NEW.name <> OLD.name
  OR NEW.gives <> OLD.gives OR NEW.by <> OLD.by OR NEW.account <> OLD.account
  OR NEW.at <> OLD.at OR NEW.sample <> OLD.sample OR NEW.seq <> OLD.seq
BEGIN
  SELECT RAISE(ABORT, 'append_only:awards');
END;
CREATE TRIGGER awards_kept BEFORE DELETE ON awards
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:awards');
END;

-- How one colleague judged another for a period, as known since a commit: the newest counts. Whose
-- vote it is stays in the log; pages show means.
CREATE TABLE peer_scores (
  tenant INTEGER NOT NULL,
  rule TEXT NOT NULL,
  from_day TEXT NOT NULL,
  voter TEXT NOT NULL,
  person TEXT NOT NULL,
  since_seq INTEGER NOT NULL,
  until_day TEXT NOT NULL,
  score TEXT NOT NULL,
  PRIMARY KEY (tenant, rule, from_day, voter, person, since_seq),
  CHECK (voter <> person),
  FOREIGN KEY (tenant, rule) REFERENCES award_rules (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER peer_scores_stay BEFORE UPDATE ON peer_scores
BEGIN
  SELECT RAISE(ABORT, 'append_only:peer_scores');
END;
CREATE TRIGGER peer_scores_kept BEFORE DELETE ON peer_scores
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:peer_scores');
END;
