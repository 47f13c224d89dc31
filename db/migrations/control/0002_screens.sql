-- A television that shows a code and waits for a member to type it. It belongs to no company until
-- then. A row lives ten minutes and is deleted when the next one is made.
CREATE TABLE pairings (
  code TEXT NOT NULL PRIMARY KEY,
  secret_hash TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  tenant TEXT,
  screen TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX pairings_expiry ON pairings (expires_at);
