-- A raffle's number of one rule and period: made before the period begins, shown as its hash only until
-- the ranking is frozen. It never changes, so nobody can choose a number that suits the result.
CREATE TABLE award_draws (
  tenant INTEGER NOT NULL,
  rule TEXT NOT NULL,
  from_day TEXT NOT NULL,
  nonce TEXT NOT NULL CHECK (length(nonce) = 64),
  commitment TEXT NOT NULL CHECK (length(commitment) = 64),
  at INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, rule, from_day),
  FOREIGN KEY (tenant, rule) REFERENCES award_rules (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER award_draws_stay BEFORE UPDATE ON award_draws
BEGIN
  SELECT RAISE(ABORT, 'append_only:award_draws');
END;
CREATE TRIGGER award_draws_kept BEFORE DELETE ON award_draws
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant)
BEGIN
  SELECT RAISE(ABORT, 'append_only:award_draws');
END;
