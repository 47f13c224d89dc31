-- Key results stay in the order in which they were written down.
ALTER TABLE key_results ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
