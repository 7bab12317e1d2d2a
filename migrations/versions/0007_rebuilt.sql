CREATE TABLE agreement (
    kind_id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    node_id INTEGER NOT NULL,
    plan_version_id INTEGER,
    client TEXT NOT NULL,
    client_unit_id INTEGER,
    performer_name TEXT,
    number INTEGER,
    registration_number TEXT,
    starts DATE,
    ends DATE,
    predecessor_id INTEGER,
    dialogue_on DATE,
    ended_on DATE,
    ending TEXT,
    ending_note TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_agreement PRIMARY KEY (id),
    CONSTRAINT fk_agreement_kind_id_agreement_kind FOREIGN KEY(kind_id) REFERENCES agreement_kind (id),
    CONSTRAINT fk_agreement_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_agreement_node_id_node FOREIGN KEY(node_id) REFERENCES node (id),
    CONSTRAINT fk_agreement_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id),
    CONSTRAINT fk_agreement_client_unit_id_unit FOREIGN KEY(client_unit_id) REFERENCES unit (id),
    CONSTRAINT fk_agreement_predecessor_id_agreement FOREIGN KEY(predecessor_id) REFERENCES agreement (id)
);

CREATE INDEX ix_agreement_client_unit_id ON agreement (client_unit_id);

CREATE INDEX ix_agreement_kind_id ON agreement (kind_id);

CREATE INDEX ix_agreement_node_id ON agreement (node_id);

CREATE INDEX ix_agreement_plan_version_id ON agreement (plan_version_id);

CREATE INDEX ix_agreement_predecessor_id ON agreement (predecessor_id);

CREATE INDEX ix_agreement_unit_id ON agreement (unit_id);

CREATE TABLE agreement_text (
    agreement_id INTEGER NOT NULL,
    part_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    plain TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_agreement_text PRIMARY KEY (id),
    CONSTRAINT uq_agreement_text_agreement_id_part_id UNIQUE (agreement_id, part_id),
    CONSTRAINT fk_agreement_text_agreement_id_agreement FOREIGN KEY(agreement_id) REFERENCES agreement (id),
    CONSTRAINT fk_agreement_text_part_id_agreement_part FOREIGN KEY(part_id) REFERENCES agreement_part (id)
);

CREATE INDEX ix_agreement_text_part_id ON agreement_text (part_id);

CREATE TABLE follow_up_row (
    agreement_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    timing TEXT NOT NULL,
    what TEXT NOT NULL,
    recipient TEXT,
    pattern_key TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_follow_up_row PRIMARY KEY (id),
    CONSTRAINT fk_follow_up_row_agreement_id_agreement FOREIGN KEY(agreement_id) REFERENCES agreement (id)
);

CREATE INDEX ix_follow_up_row_agreement_id ON follow_up_row (agreement_id);
