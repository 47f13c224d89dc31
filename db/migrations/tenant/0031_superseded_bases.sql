-- What an earlier calculation of a run read is asked for by nothing: a statement is computed again from what
-- the newest one read. It may go once the run has been calculated again; the newest stays for ever.
DROP TRIGGER pay_run_bases_kept;
CREATE TRIGGER pay_run_bases_kept BEFORE DELETE ON pay_run_bases
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
  AND NOT EXISTS (SELECT 1 FROM pay_runs WHERE tenant = OLD.tenant AND id = OLD.run
    AND calc > OLD.calc)
BEGIN
  SELECT RAISE(ABORT, 'append_only:pay_run_bases');
END;
