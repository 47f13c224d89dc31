-- What a calculation of a run read besides the log, in pieces: one cell of a large company's would be more
-- than D1 takes (2 MB). The pieces of one calculation, in the order of n, are its JSON. pay_runs.basis holds
-- it only of runs calculated before this table, until they are calculated again.
CREATE TABLE pay_run_bases (
  tenant INTEGER NOT NULL,
  run TEXT NOT NULL,
  calc INTEGER NOT NULL,
  n INTEGER NOT NULL,
  part TEXT NOT NULL,
  PRIMARY KEY (tenant, run, calc, n),
  FOREIGN KEY (tenant, run) REFERENCES pay_runs (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER pay_run_bases_stay BEFORE UPDATE ON pay_run_bases
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_run_bases');
END;
CREATE TRIGGER pay_run_bases_kept BEFORE DELETE ON pay_run_bases
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_run_bases');
END;
