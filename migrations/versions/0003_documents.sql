CREATE TABLE attachment_content (
    digest TEXT NOT NULL,
    data BLOB NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_attachment_content PRIMARY KEY (id),
    CONSTRAINT uq_attachment_content_digest UNIQUE (digest)
);

CREATE TABLE staff_dialogue (
    unit_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    planned INTEGER,
    held INTEGER,
    note TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_staff_dialogue PRIMARY KEY (id),
    CONSTRAINT uq_staff_dialogue_unit_id_year UNIQUE (unit_id, year),
    CONSTRAINT fk_staff_dialogue_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);

CREATE TABLE assignment (
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    giver TEXT,
    receiver_id INTEGER,
    node_id INTEGER,
    serves_id INTEGER,
    funding TEXT,
    amount INTEGER,
    starts DATE,
    due DATE,
    status TEXT NOT NULL,
    decided_on DATE,
    paragraph TEXT,
    registration_number TEXT,
    reported_on DATE,
    report TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_assignment PRIMARY KEY (id),
    CONSTRAINT fk_assignment_receiver_id_unit FOREIGN KEY(receiver_id) REFERENCES unit (id),
    CONSTRAINT fk_assignment_node_id_node FOREIGN KEY(node_id) REFERENCES node (id),
    CONSTRAINT fk_assignment_serves_id_node FOREIGN KEY(serves_id) REFERENCES node (id),
    CONSTRAINT ck_assignment_amount_whole CHECK (typeof(amount) IN ('integer', 'null'))
);

CREATE INDEX ix_assignment_node_id ON assignment (node_id);

CREATE INDEX ix_assignment_receiver_id ON assignment (receiver_id);

CREATE INDEX ix_assignment_serves_id ON assignment (serves_id);

CREATE TABLE citation (
    node_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    cited_node_id INTEGER,
    id INTEGER NOT NULL,
    CONSTRAINT pk_citation PRIMARY KEY (id),
    CONSTRAINT fk_citation_node_id_node FOREIGN KEY(node_id) REFERENCES node (id),
    CONSTRAINT fk_citation_cited_node_id_node FOREIGN KEY(cited_node_id) REFERENCES node (id)
);

CREATE INDEX ix_citation_cited_node_id ON citation (cited_node_id);

CREATE INDEX ix_citation_node_id ON citation (node_id);

CREATE TABLE node_tag (
    node_id INTEGER NOT NULL,
    scheme TEXT NOT NULL,
    "key" TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_node_tag PRIMARY KEY (id),
    CONSTRAINT uq_node_tag_node_id_scheme_key UNIQUE (node_id, scheme, "key"),
    CONSTRAINT fk_node_tag_node_id_node FOREIGN KEY(node_id) REFERENCES node (id)
);

CREATE TABLE participation (
    node_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    unit_id INTEGER,
    happened_on DATE,
    forum TEXT,
    participants INTEGER,
    accepted BOOLEAN,
    note TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_participation PRIMARY KEY (id),
    CONSTRAINT fk_participation_node_id_node FOREIGN KEY(node_id) REFERENCES node (id),
    CONSTRAINT fk_participation_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);

CREATE INDEX ix_participation_node_id ON participation (node_id);

CREATE INDEX ix_participation_unit_id ON participation (unit_id);

CREATE TABLE activity (
    node_id INTEGER,
    assignment_id INTEGER,
    dialogue_id INTEGER,
    unit_id INTEGER,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    responsible TEXT,
    person_name TEXT,
    starts DATE,
    ends DATE,
    status TEXT NOT NULL,
    note TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_activity PRIMARY KEY (id),
    CONSTRAINT fk_activity_node_id_node FOREIGN KEY(node_id) REFERENCES node (id),
    CONSTRAINT fk_activity_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id),
    CONSTRAINT fk_activity_dialogue_id_staff_dialogue FOREIGN KEY(dialogue_id) REFERENCES staff_dialogue (id),
    CONSTRAINT fk_activity_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);

CREATE INDEX ix_activity_assignment_id ON activity (assignment_id);

CREATE INDEX ix_activity_dialogue_id ON activity (dialogue_id);

CREATE INDEX ix_activity_node_id ON activity (node_id);

CREATE INDEX ix_activity_unit_id ON activity (unit_id);

CREATE TABLE attachment (
    node_version_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    digest TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_attachment PRIMARY KEY (id),
    CONSTRAINT fk_attachment_node_version_id_node_version FOREIGN KEY(node_version_id) REFERENCES node_version (id)
);

CREATE INDEX ix_attachment_node_version_id ON attachment (node_version_id);

CREATE TABLE document_section (
    node_version_id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    required BOOLEAN NOT NULL,
    text TEXT NOT NULL,
    plain TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_document_section PRIMARY KEY (id),
    CONSTRAINT uq_document_section_node_version_id_key UNIQUE (node_version_id, "key"),
    CONSTRAINT fk_document_section_node_version_id_node_version FOREIGN KEY(node_version_id) REFERENCES node_version (id)
);

CREATE TABLE referral (
    node_version_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    recipient TEXT NOT NULL,
    sent_on DATE,
    due_on DATE,
    answered_on DATE,
    stance TEXT,
    answer TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_referral PRIMARY KEY (id),
    CONSTRAINT fk_referral_node_version_id_node_version FOREIGN KEY(node_version_id) REFERENCES node_version (id)
);

CREATE INDEX ix_referral_node_version_id ON referral (node_version_id);

CREATE TABLE replacement (
    node_version_id INTEGER NOT NULL,
    replaced_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_replacement PRIMARY KEY (id),
    CONSTRAINT uq_replacement_node_version_id_replaced_id UNIQUE (node_version_id, replaced_id),
    CONSTRAINT fk_replacement_node_version_id_node_version FOREIGN KEY(node_version_id) REFERENCES node_version (id),
    CONSTRAINT fk_replacement_replaced_id_node_version FOREIGN KEY(replaced_id) REFERENCES node_version (id)
);

CREATE INDEX ix_replacement_replaced_id ON replacement (replaced_id);
