-- What a metric stands beside: the health metric its growth is watched with, the metric its mean is
-- weighted by; and how far direction down can reach.

ALTER TABLE metrics ADD COLUMN health TEXT;
ALTER TABLE metrics ADD COLUMN weighed_by TEXT;
ALTER TABLE metrics ADD COLUMN down_rule TEXT NOT NULL DEFAULT 'target_over_actual'
  CHECK (down_rule IN ('target_over_actual', 'two_minus'));
ALTER TABLE metrics ADD COLUMN down_max TEXT NOT NULL DEFAULT '2';
