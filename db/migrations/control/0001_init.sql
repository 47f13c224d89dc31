-- better-auth's tables (schema of 1.7.25 with the organization plugin) and the directory.

CREATE TABLE user (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,
  emailVerified INTEGER NOT NULL DEFAULT 0,
  image TEXT,
  locale TEXT NOT NULL DEFAULT 'zh',
  createdAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  id TEXT NOT NULL PRIMARY KEY,
  userId TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  token TEXT NOT NULL UNIQUE,
  expiresAt INTEGER NOT NULL,
  ipAddress TEXT,
  userAgent TEXT,
  activeOrganizationId TEXT,
  createdAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_user ON session (userId);

CREATE TABLE account (
  id TEXT NOT NULL PRIMARY KEY,
  userId TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  accountId TEXT NOT NULL,
  providerId TEXT NOT NULL,
  accessToken TEXT,
  refreshToken TEXT,
  accessTokenExpiresAt INTEGER,
  refreshTokenExpiresAt INTEGER,
  scope TEXT,
  idToken TEXT,
  password TEXT,
  createdAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX account_user ON account (userId);

CREATE TABLE verification (
  id TEXT NOT NULL PRIMARY KEY,
  identifier TEXT NOT NULL,
  value TEXT NOT NULL,
  expiresAt INTEGER NOT NULL,
  createdAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX verification_identifier ON verification (identifier);

CREATE TABLE organization (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  slug TEXT NOT NULL UNIQUE,
  logo TEXT,
  metadata TEXT,
  createdAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
  id TEXT NOT NULL PRIMARY KEY,
  userId TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  organizationId TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  createdAt INTEGER NOT NULL,
  UNIQUE (userId, organizationId)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_organization ON member (organizationId);

CREATE TABLE invitation (
  id TEXT NOT NULL PRIMARY KEY,
  organizationId TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
  email TEXT NOT NULL,
  role TEXT NOT NULL,
  status TEXT NOT NULL,
  inviterId TEXT NOT NULL,
  expiresAt INTEGER NOT NULL,
  createdAt INTEGER NOT NULL,
  scopeUnit TEXT,
  person TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_organization ON invitation (organizationId);
CREATE INDEX invitation_email ON invitation (email);

-- Where a tenant lives. `number` is its name inside the shard; outside only the UUID is known.
CREATE TABLE directory (
  uuid TEXT NOT NULL PRIMARY KEY REFERENCES organization (id),
  number INTEGER NOT NULL UNIQUE,
  shard TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('preparing', 'active', 'archived')),
  region TEXT NOT NULL,
  locale TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  day_offset INTEGER NOT NULL DEFAULT 0,
  currency TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  made_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
