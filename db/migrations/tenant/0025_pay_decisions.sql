-- What was decided about pay and may be decided once: which run paid a correction, what a second person
-- said to a true-up by a new version, and how far the nightly recomputation has come.

-- A correction is paid once, whatever the stays of a person become: the run that locked with it.
CREATE TABLE pay_posted (
  tenant INTEGER NOT NULL,
  adjustment TEXT NOT NULL,
  run TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, adjustment),
  FOREIGN KEY (tenant, run) REFERENCES pay_runs (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER pay_posted_stay BEFORE UPDATE ON pay_posted
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_posted');
END;
CREATE TRIGGER pay_posted_kept BEFORE DELETE ON pay_posted
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_posted');
END;
-- What locked runs have paid so far.
INSERT INTO pay_posted (tenant, adjustment, run, seq)
SELECT s.tenant, substr(l.value ->> 2, 12), min(s.run), min(s.seq)
FROM pay_runs AS r CROSS JOIN pay_statements AS s CROSS JOIN json_each(s.lines) AS l
WHERE r.state IN ('locked', 'paid') AND s.tenant = r.tenant AND s.run = r.id AND s.gone = 0
  AND s.calc = (SELECT max(x.calc) FROM pay_statements AS x WHERE x.tenant = s.tenant
    AND x.run = s.run AND x.person = s.person AND x.currency = s.currency AND x.calc <= r.calc)
  AND l.value ->> 2 LIKE 'adjustment:%'
GROUP BY s.tenant, substr(l.value ->> 2, 12);

-- What a second person said to a true-up that comes of a new version: of one amount of one line. The
-- newest word on a line holds; another amount wants another word. person is the account behind `by`.
CREATE TABLE pay_true_ups (
  tenant INTEGER NOT NULL,
  run TEXT NOT NULL,
  participant TEXT NOT NULL,
  currency TEXT NOT NULL,
  component TEXT NOT NULL,
  window TEXT NOT NULL,
  origin TEXT NOT NULL,
  seq INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('approved', 'refused')),
  by TEXT NOT NULL,
  person TEXT NOT NULL,
  at INTEGER NOT NULL,
  note TEXT,
  PRIMARY KEY (tenant, run, participant, currency, component, window, origin, seq),
  FOREIGN KEY (tenant, run) REFERENCES pay_runs (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER pay_true_ups_stay BEFORE UPDATE ON pay_true_ups
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_true_ups');
END;
CREATE TRIGGER pay_true_ups_kept BEFORE DELETE ON pay_true_ups
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_true_ups');
END;

-- A recomputation under way: the call it answers, the run and the person it has come to, and what it
-- has counted so far. One a company; it becomes a row of pay_audits and goes.
CREATE TABLE pay_audit_work (
  tenant INTEGER NOT NULL PRIMARY KEY,
  due INTEGER NOT NULL,
  step INTEGER NOT NULL,
  run TEXT NOT NULL,
  person TEXT NOT NULL,
  runs INTEGER NOT NULL,
  statements INTEGER NOT NULL,
  differences INTEGER NOT NULL,
  found TEXT NOT NULL
) STRICT, WITHOUT ROWID;
