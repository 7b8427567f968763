-- Who looked at an incident; one that happens again is to be looked at again.
ALTER TABLE incidents
    ADD COLUMN number  bigint GENERATED ALWAYS AS IDENTITY,
    ADD COLUMN seen_at timestamptz,
    ADD COLUMN seen_by uuid REFERENCES officers,
    ADD UNIQUE (number);
