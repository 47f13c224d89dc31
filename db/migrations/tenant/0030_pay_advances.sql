-- Of a statement's pay, what a draw had advanced at the period's start; NULL: kept before that was told.
ALTER TABLE pay_statements ADD COLUMN advanced INTEGER;

-- A file is of a period's pay, or of the advances at its start. Of these it is kept who was told to be paid what:
-- [[person, currency, minor units]], since nothing else remembers it.
ALTER TABLE pay_exports ADD COLUMN kind TEXT NOT NULL DEFAULT 'pay' CHECK (kind IN ('pay', 'advances'));
ALTER TABLE pay_exports ADD COLUMN advances TEXT;
