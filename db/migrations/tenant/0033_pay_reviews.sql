-- Of a run in review: who may not approve it and what stands in the way, worked out by the rules of
-- approving for the list of what waits. It holds for one version of the run; a projection, made again
-- by the job whenever something happened to runs, and never read by an approval itself.
-- `held` are accounts; `open` and `waiting` count lines that want a second person and have no approving
-- word, and no word; `authors` are accounts that have none on them, and `only_of` is whose they all are.
CREATE TABLE pay_reviews (
  tenant INTEGER NOT NULL,
  run TEXT NOT NULL,
  version INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  held TEXT NOT NULL,
  open INTEGER NOT NULL,
  waiting INTEGER NOT NULL,
  authors TEXT NOT NULL,
  only_of TEXT,
  PRIMARY KEY (tenant, run),
  FOREIGN KEY (tenant, run) REFERENCES pay_runs (tenant, id)
) STRICT, WITHOUT ROWID;

-- News of pay are those of the last days, however many runs there were.
CREATE INDEX pay_steps_at ON pay_steps (tenant, at);
