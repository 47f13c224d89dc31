-- A reversal that was rejected or withdrawn stands in nobody's way: the command's guard counts those that
-- wait or were approved.
DROP INDEX pay_adjustments_reverses;
CREATE INDEX pay_adjustments_reversed ON pay_adjustments (tenant, reverses) WHERE reverses IS NOT NULL;
