-- What every tenant database has before any noun: where the tenant stands, who may enter, the
-- commit log, and the guard that turns a condition into a refusal of the whole batch.

CREATE TABLE tenant_here (
  tenant INTEGER NOT NULL,
  uuid TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'read_only', 'suspended', 'moving')),
  name TEXT NOT NULL,
  locale TEXT NOT NULL CHECK (locale IN ('zh', 'en')),
  time_zone TEXT NOT NULL,
  day_offset INTEGER NOT NULL DEFAULT 0,
  currency TEXT NOT NULL,
  plan TEXT NOT NULL CHECK (plan IN ('trial', 'paid')),
  trial_ends_at INTEGER,
  sample TEXT NOT NULL DEFAULT 'none' CHECK (sample IN ('none', 'loading', 'ready', 'removing')),
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant)
) STRICT, WITHOUT ROWID;

CREATE TABLE access (
  tenant INTEGER NOT NULL,
  account TEXT NOT NULL,
  person TEXT,
  roles TEXT NOT NULL,
  scope_unit TEXT,
  state TEXT NOT NULL CHECK (state IN ('active', 'disabled', 'left')),
  not_before INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant, account)
) STRICT, WITHOUT ROWID;

CREATE TABLE api_keys (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  hash TEXT NOT NULL,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE commits (
  tenant INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  event TEXT NOT NULL,
  subject TEXT,
  detail TEXT NOT NULL,
  PRIMARY KEY (tenant, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency (
  tenant INTEGER NOT NULL,
  key TEXT NOT NULL,
  actor TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  seq INTEGER,
  status INTEGER NOT NULL,
  answer TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE cursors (
  tenant INTEGER NOT NULL,
  consumer TEXT NOT NULL,
  seen_seq INTEGER NOT NULL,
  next_try_at INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant, consumer)
) STRICT, WITHOUT ROWID;

-- Only the wipe job writes here, in the batch that deletes.
CREATE TABLE wiping (
  tenant INTEGER NOT NULL,
  what TEXT NOT NULL,
  PRIMARY KEY (tenant)
) STRICT, WITHOUT ROWID;

-- INSERT INTO guard SELECT 'noun/what', (condition): writes nothing, refuses unless it is 1.
CREATE VIEW guard (what, ok) AS SELECT NULL, NULL WHERE 0;
CREATE TRIGGER guard_holds INSTEAD OF INSERT ON guard
BEGIN
  SELECT RAISE(ABORT, 'guard:' || NEW.what) WHERE NEW.ok IS NOT 1;
END;

CREATE TRIGGER commits_stay BEFORE UPDATE ON commits
BEGIN
  SELECT RAISE(ABORT, 'append_only:commits');
END;
CREATE TRIGGER commits_kept BEFORE DELETE ON commits
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE tenant = OLD.tenant AND what = 'tenant')
BEGIN
  SELECT RAISE(ABORT, 'append_only:commits');
END;
