-- Pay that waits for a deal reads the deal's lines, whoever recorded them.
CREATE INDEX entries_deal ON entries (tenant, deal, on_day) WHERE deal IS NOT NULL;
