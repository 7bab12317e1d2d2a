CREATE TABLE node_version (
    node_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    status TEXT NOT NULL,
    locked BOOLEAN NOT NULL,
    body TEXT,
    valid_from DATE,
    valid_to DATE,
    validity_text TEXT,
    due_year INTEGER,
    responsible TEXT,
    review_rule TEXT,
    follow_up_rule TEXT,
    review_on DATE,
    authority TEXT,
    registration_number TEXT,
    applies_to TEXT,
    author TEXT,
    signed_for TEXT,
    replaces_text TEXT,
    replaces_id INTEGER,
    id INTEGER NOT NULL,
    CONSTRAINT pk_node_version PRIMARY KEY (id),
    CONSTRAINT uq_node_version_node_id_number UNIQUE (node_id, number),
    CONSTRAINT fk_node_version_node_id_node FOREIGN KEY(node_id) REFERENCES node (id),
    CONSTRAINT fk_node_version_replaces_id_node_version FOREIGN KEY(replaces_id) REFERENCES node_version (id)
);

CREATE INDEX ix_node_version_replaces_id ON node_version (replaces_id);

CREATE TABLE decision (
    node_version_id INTEGER NOT NULL,
    step TEXT NOT NULL,
    outcome TEXT NOT NULL,
    body TEXT,
    decided_on DATE,
    decided_text TEXT,
    paragraph TEXT,
    registration_number TEXT,
    reservations TEXT,
    notice_on DATE,
    note TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_decision PRIMARY KEY (id),
    CONSTRAINT fk_decision_node_version_id_node_version FOREIGN KEY(node_version_id) REFERENCES node_version (id)
);

CREATE INDEX ix_decision_node_version_id ON decision (node_version_id);
