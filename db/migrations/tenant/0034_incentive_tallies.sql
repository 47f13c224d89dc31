-- How many people the newest published version of a plan is for, and how many of them accepted it: a page
-- that tells of it reads one row, not everybody. `turn` and `at` are of the newest publication or
-- acceptance. A projection, made again by the job.
CREATE TABLE incentive_tallies (
  tenant INTEGER NOT NULL,
  plan TEXT NOT NULL,
  number INTEGER NOT NULL,
  asked INTEGER NOT NULL,
  accepted INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant, plan),
  FOREIGN KEY (tenant, plan) REFERENCES incentive_plans (tenant, id)
) STRICT, WITHOUT ROWID;
