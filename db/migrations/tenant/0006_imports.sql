-- Files on their way into the log: what was announced, the rows as they arrived, how far it is.

CREATE TABLE imports (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (
    state IN ('receiving', 'running', 'done', 'cancelling', 'cancelled', 'undoing', 'undone', 'dropped')
  ),
  name_hash TEXT NOT NULL,
  mapping TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  chunk_count INTEGER NOT NULL,
  hash TEXT NOT NULL,
  next_chunk INTEGER NOT NULL DEFAULT 0,
  new_count INTEGER NOT NULL DEFAULT 0,
  changed_count INTEGER NOT NULL DEFAULT 0,
  unchanged_count INTEGER NOT NULL DEFAULT 0,
  rejected_count INTEGER NOT NULL DEFAULT 0,
  begun_by TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  touched_at INTEGER NOT NULL,
  ended_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

-- One uploaded chunk of at most 1,000 rows. packed is emptied once its rows are in the log (seq).
CREATE TABLE import_chunks (
  tenant INTEGER NOT NULL,
  import TEXT NOT NULL,
  n INTEGER NOT NULL,
  hash TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  packed TEXT,
  seq INTEGER,
  rejected TEXT,
  PRIMARY KEY (tenant, import, n),
  FOREIGN KEY (tenant, import) REFERENCES imports (tenant, id)
) STRICT, WITHOUT ROWID;
