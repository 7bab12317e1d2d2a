CREATE TABLE activity_step (
    activity_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    done_on DATE,
    id INTEGER NOT NULL,
    CONSTRAINT pk_activity_step PRIMARY KEY (id),
    CONSTRAINT fk_activity_step_activity_id_wheel_activity FOREIGN KEY(activity_id) REFERENCES wheel_activity (id)
);

CREATE INDEX ix_activity_step_activity_id ON activity_step (activity_id);

CREATE TABLE activity_document (
    activity_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    node_id INTEGER,
    plan_id INTEGER,
    agreement_kind_id INTEGER,
    report_kind_id INTEGER,
    id INTEGER NOT NULL,
    CONSTRAINT pk_activity_document PRIMARY KEY (id),
    CONSTRAINT ck_activity_document_one_target CHECK ((node_id IS NOT NULL) + (plan_id IS NOT NULL) + (agreement_kind_id IS NOT NULL) + (report_kind_id IS NOT NULL) = 1),
    CONSTRAINT fk_activity_document_activity_id_wheel_activity FOREIGN KEY(activity_id) REFERENCES wheel_activity (id),
    CONSTRAINT fk_activity_document_node_id_node FOREIGN KEY(node_id) REFERENCES node (id),
    CONSTRAINT fk_activity_document_plan_id_budget_plan FOREIGN KEY(plan_id) REFERENCES budget_plan (id),
    CONSTRAINT fk_activity_document_agreement_kind_id_agreement_kind FOREIGN KEY(agreement_kind_id) REFERENCES agreement_kind (id),
    CONSTRAINT fk_activity_document_report_kind_id_report_kind FOREIGN KEY(report_kind_id) REFERENCES report_kind (id)
);

CREATE INDEX ix_activity_document_activity_id ON activity_document (activity_id);

CREATE INDEX ix_activity_document_agreement_kind_id ON activity_document (agreement_kind_id);

CREATE INDEX ix_activity_document_node_id ON activity_document (node_id);

CREATE INDEX ix_activity_document_plan_id ON activity_document (plan_id);

CREATE INDEX ix_activity_document_report_kind_id ON activity_document (report_kind_id);

CREATE TABLE activity_order (
    before_id INTEGER NOT NULL,
    after_id INTEGER NOT NULL,
    least_days INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_activity_order PRIMARY KEY (id),
    CONSTRAINT uq_activity_order_before_id_after_id UNIQUE (before_id, after_id),
    CONSTRAINT ck_activity_order_two CHECK (before_id <> after_id),
    CONSTRAINT fk_activity_order_before_id_wheel_activity FOREIGN KEY(before_id) REFERENCES wheel_activity (id),
    CONSTRAINT fk_activity_order_after_id_wheel_activity FOREIGN KEY(after_id) REFERENCES wheel_activity (id)
);

CREATE INDEX ix_activity_order_after_id ON activity_order (after_id);

CREATE TABLE negotiation (
    activity_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    party TEXT,
    planned_on DATE,
    held_on DATE,
    protocol TEXT,
    outcome TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_negotiation PRIMARY KEY (id),
    CONSTRAINT fk_negotiation_activity_id_wheel_activity FOREIGN KEY(activity_id) REFERENCES wheel_activity (id)
);

CREATE INDEX ix_negotiation_activity_id ON negotiation (activity_id);

CREATE TABLE meeting (
    body TEXT NOT NULL,
    starts DATE NOT NULL,
    ends DATE,
    begins TEXT,
    place TEXT,
    title TEXT,
    tentative BOOLEAN NOT NULL,
    cancelled BOOLEAN NOT NULL,
    adjusted_on DATE,
    noticed_on DATE,
    note TEXT,
    foreign_uid TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_meeting PRIMARY KEY (id),
    CONSTRAINT ck_meeting_in_order CHECK (ends IS NULL OR starts <= ends)
);

CREATE TABLE meeting_rule (
    body TEXT NOT NULL,
    position INTEGER NOT NULL,
    documents_days INTEGER,
    summons_days INTEGER,
    adjusting_days INTEGER,
    note TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_meeting_rule PRIMARY KEY (id),
    CONSTRAINT uq_meeting_rule_body UNIQUE (body)
);
