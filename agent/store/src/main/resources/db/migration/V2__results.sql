-- What pure tools made of which inputs: artifact ids by output port, as JSON.
CREATE TABLE result (
    cache_key VARCHAR(64)                 NOT NULL PRIMARY KEY,
    outputs   CHARACTER LARGE OBJECT      NOT NULL,
    used_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX result_by_use ON result (used_at);
