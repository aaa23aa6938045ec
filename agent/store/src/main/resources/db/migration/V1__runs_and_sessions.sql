CREATE TABLE session (
    id         VARCHAR(64)                 NOT NULL PRIMARY KEY,
    title      VARCHAR(1000)               NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    used_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- What lists of runs show; made from the events, which are the source.
CREATE TABLE run (
    id          VARCHAR(64)                 NOT NULL PRIMARY KEY,
    place       BIGINT GENERATED ALWAYS AS IDENTITY,
    session_id  VARCHAR(64)                 NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    parent_id   VARCHAR(64),
    mode        VARCHAR(32)                 NOT NULL,
    text        CHARACTER LARGE OBJECT      NOT NULL,
    attachments CHARACTER LARGE OBJECT      NOT NULL,
    state       VARCHAR(16)                 NOT NULL,
    created_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    elapsed_ms  BIGINT,
    answer      CHARACTER LARGE OBJECT,
    owner       VARCHAR(64)                 NOT NULL
);
CREATE INDEX run_of_session ON run (session_id, place);
CREATE INDEX run_in_state ON run (state);

CREATE TABLE event (
    run_id VARCHAR(64)            NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    seq    BIGINT                 NOT NULL,
    json   CHARACTER LARGE OBJECT NOT NULL,
    PRIMARY KEY (run_id, seq)
);
