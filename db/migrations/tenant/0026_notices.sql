-- What somebody was told by mail, and how they want to be told.

-- One row for a thing of an account, known by `key`: the newest commit that it was about is `turn`, so a
-- thing that waits anew is told anew and a job that is repeated tells nothing twice. `claimed` is a mail
-- about to be sent; one that broke off is taken up again after a while. `off` was wished for by the
-- person; `failed` was tried often enough. `at` is the moment of the last state.
CREATE TABLE notices (
  tenant INTEGER NOT NULL,
  account TEXT NOT NULL,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  turn INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('claimed', 'sent', 'off', 'failed')),
  tries INTEGER NOT NULL DEFAULT 0,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant, account, key)
) STRICT, WITHOUT ROWID;

-- Of whoever changed something: mail at once, the daily summary, and the language of both. Without a row
-- both come, in the company's language.
CREATE TABLE notice_settings (
  tenant INTEGER NOT NULL,
  account TEXT NOT NULL,
  at_once INTEGER NOT NULL CHECK (at_once IN (0, 1)),
  digest INTEGER NOT NULL CHECK (digest IN (0, 1)),
  language TEXT CHECK (language IN ('zh', 'en')),
  version INTEGER NOT NULL,
  PRIMARY KEY (tenant, account)
) STRICT, WITHOUT ROWID;
