-- Plans for many: a level of the tree is read alone, long work is a job, and a row carries its months
-- of the other levels (sprint, challenge) and of slices beside the committed ones.

ALTER TABLE plan_rows ADD COLUMN levels TEXT;
ALTER TABLE plan_rows ADD COLUMN slices TEXT;

-- The children of a unit within one number of a plan.
CREATE INDEX plan_rows_parent ON plan_rows (tenant, plan, number, parent);

-- One long piece of work on a plan: rows are written under a number nobody sees (below 0) and made
-- visible by one batch at the end. `done` of `total` recipients; a job at rest never runs again.
CREATE TABLE plan_jobs (
  tenant INTEGER NOT NULL,
  plan TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('allocate', 'publish')),
  state TEXT NOT NULL CHECK (state IN ('running', 'cancelling', 'done', 'cancelled', 'failed')),
  total INTEGER NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  draft INTEGER NOT NULL,
  plan_version INTEGER NOT NULL,
  on_day TEXT NOT NULL,
  by TEXT NOT NULL,
  hash TEXT,
  rules TEXT,
  result TEXT,
  begun_at INTEGER NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (tenant, plan, id),
  FOREIGN KEY (tenant, plan) REFERENCES plans (tenant, id)
) STRICT, WITHOUT ROWID;
