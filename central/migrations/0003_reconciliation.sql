-- What was acknowledged to a hall on which day, for the daily comparison.
CREATE INDEX dossiers_by_acknowledgement ON dossiers (hall, received_at);
