-- Halls, what they forward, and the dossiers that begin with it.
--
-- Personal data stands open in two columns only: dossiers.applicant and dossiers.search_text.
-- Everything else a citizen handed in stays sealed in inbox.envelope and chunks.sealed.

CREATE TABLE halls (
    hall         uuid        PRIMARY KEY,
    name         text        NOT NULL,
    key          bytea       NOT NULL UNIQUE CHECK (octet_length(key) = 32),
    enrolled_at  timestamptz NOT NULL,
    news_number  bigint      NOT NULL DEFAULT 0
);

CREATE TABLE enrolment_codes (
    code_digest  bytea       PRIMARY KEY CHECK (octet_length(code_digest) = 32),
    hall_name    text        NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    used_by      uuid        REFERENCES halls
);

CREATE TABLE heartbeats (
    hall      uuid        PRIMARY KEY REFERENCES halls,
    heard_at  timestamptz NOT NULL,
    heartbeat jsonb       NOT NULL
);

-- The permanent key against doubles: rows are never deleted. `hall` has no foreign key because the
-- request was verified with that hall's key, and a thousand inserts a second would otherwise queue
-- for a lock on one row of halls.
CREATE TABLE inbox (
    submission    uuid        PRIMARY KEY,
    hall          uuid        NOT NULL,
    manifest      text        NOT NULL,
    manifest_hash bytea       NOT NULL CHECK (octet_length(manifest_hash) = 32),
    signature     bytea       NOT NULL,
    epoch         integer     NOT NULL,
    seq           bigint      NOT NULL,
    prev_hash     bytea       NOT NULL,
    envelope      bytea       NOT NULL,
    arrived_at    timestamptz NOT NULL
);
-- Sealed bytes do not compress.
ALTER TABLE inbox ALTER COLUMN envelope SET STORAGE EXTERNAL;

-- Sealed files live in the database rather than beside it: one backup holds everything that was
-- acknowledged, one transaction covers it, and replicas need no shared file system.
CREATE TABLE chunks (
    submission uuid    NOT NULL REFERENCES inbox,
    file       uuid    NOT NULL,
    n          integer NOT NULL,
    sealed     bytea   NOT NULL,
    PRIMARY KEY (submission, file, n)
);
ALTER TABLE chunks ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- What was signed once is answered for ever.
CREATE TABLE acknowledgements (
    submission uuid  PRIMARY KEY REFERENCES inbox,
    body       text  NOT NULL,
    signature  bytea NOT NULL
);

CREATE TABLE dossiers (
    submission        uuid        PRIMARY KEY REFERENCES acknowledgements,
    hall              uuid        NOT NULL,
    slip_code         text        NOT NULL,
    procedure         text        NOT NULL,
    procedure_version integer     NOT NULL,
    surface           text        NOT NULL CHECK (surface IN ('kiosk', 'portal')),
    -- Personal data: the applicant's name, for the list of the office.
    applicant         text        NOT NULL,
    -- Personal data: the folded name beside slip code and procedure, for the search of the office.
    search_text       text        NOT NULL,
    files             integer     NOT NULL,
    -- The national number of the state.
    state             smallint    NOT NULL CHECK (state BETWEEN 1 AND 10),
    dossier_code      text        UNIQUE,
    -- The earlier version that this one corrects; it may arrive later.
    replaces          uuid,
    accepted_at       timestamptz NOT NULL,
    received_at       timestamptz NOT NULL,
    accept_by         timestamptz NOT NULL
);
CREATE INDEX dossiers_by_deadline ON dossiers (state, accept_by, submission);
CREATE INDEX dossiers_by_replaced ON dossiers (replaces) WHERE replaces IS NOT NULL;

CREATE TABLE dossier_steps (
    submission uuid        NOT NULL REFERENCES dossiers,
    n          integer     NOT NULL,
    at         timestamptz NOT NULL,
    state      smallint    NOT NULL CHECK (state BETWEEN 1 AND 10),
    place      text        NOT NULL,
    PRIMARY KEY (submission, n)
);

-- What is owed to officers: the alert is due within two hours of reception.
CREATE TABLE notifications (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    submission uuid        NOT NULL REFERENCES dossiers,
    kind       text        NOT NULL CHECK (kind IN ('arrived')),
    created_at timestamptz NOT NULL,
    sent_at    timestamptz
);
CREATE INDEX notifications_owed ON notifications (created_at) WHERE sent_at IS NULL;

CREATE TABLE journal_heads (
    hall  uuid    NOT NULL REFERENCES halls,
    epoch integer NOT NULL,
    seq   bigint  NOT NULL,
    hash  bytea   NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (hall, epoch)
);

CREATE TABLE journal_entries (
    hall  uuid    NOT NULL,
    epoch integer NOT NULL,
    seq   bigint  NOT NULL,
    body  text    NOT NULL,
    hash  bytea   NOT NULL,
    PRIMARY KEY (hall, epoch, seq)
);

-- A hall may repeat the same mistake every few minutes; it stays one row.
CREATE TABLE incidents (
    hall     uuid        NOT NULL REFERENCES halls,
    incident jsonb       NOT NULL,
    first_at timestamptz NOT NULL,
    last_at  timestamptz NOT NULL,
    times    bigint      NOT NULL DEFAULT 1,
    PRIMARY KEY (hall, incident)
);
CREATE INDEX incidents_by_time ON incidents (last_at DESC);

-- What each hall is told, numbered for each hall.
CREATE TABLE news (
    hall   uuid        NOT NULL REFERENCES halls,
    number bigint      NOT NULL,
    news   jsonb       NOT NULL,
    at     timestamptz NOT NULL,
    PRIMARY KEY (hall, number)
);

CREATE TABLE announced_catalogue (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    version  text    NOT NULL
);
