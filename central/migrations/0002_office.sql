-- Officers, their sessions, and who opened which dossier.

CREATE TABLE officers (
    officer     uuid        PRIMARY KEY,
    name        text        NOT NULL,
    name_folded text        NOT NULL UNIQUE,
    -- argon2id in PHC form; none until one is chosen through the set-up link.
    password    text,
    created_at  timestamptz NOT NULL
);

CREATE TABLE setup_links (
    token_digest bytea       PRIMARY KEY,
    officer      uuid        NOT NULL REFERENCES officers,
    expires_at   timestamptz NOT NULL
);

CREATE TABLE sessions (
    token_digest bytea       PRIMARY KEY,
    officer      uuid        NOT NULL REFERENCES officers,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL
);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Every opening of a dossier or of one of its files.
CREATE TABLE openings (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    officer    uuid        NOT NULL REFERENCES officers,
    submission uuid        NOT NULL REFERENCES dossiers,
    file       uuid,
    at         timestamptz NOT NULL
);
CREATE INDEX openings_by_submission ON openings (submission, at);
