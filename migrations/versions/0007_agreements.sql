CREATE TABLE standard_text (
    part_id INTEGER NOT NULL,
    clause TEXT,
    use TEXT NOT NULL,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    valid_from DATE,
    note TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_standard_text PRIMARY KEY (id),
    CONSTRAINT uq_standard_text_part_id_clause_use_number UNIQUE (part_id, clause, use, number),
    CONSTRAINT fk_standard_text_part_id_agreement_part FOREIGN KEY(part_id) REFERENCES agreement_part (id)
);

CREATE TABLE agreement_comment (
    agreement_id INTEGER NOT NULL,
    version_number INTEGER NOT NULL,
    side TEXT NOT NULL,
    body TEXT,
    made_on DATE,
    text TEXT NOT NULL,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_agreement_comment PRIMARY KEY (id),
    CONSTRAINT fk_agreement_comment_agreement_id_agreement FOREIGN KEY(agreement_id) REFERENCES agreement (id)
);

CREATE INDEX ix_agreement_comment_agreement_id ON agreement_comment (agreement_id);

CREATE TABLE agreement_revision (
    agreement_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    year INTEGER NOT NULL,
    plan_version_id INTEGER,
    text TEXT NOT NULL,
    plain TEXT NOT NULL,
    locked BOOLEAN NOT NULL,
    body TEXT,
    decided_on DATE,
    paragraph TEXT,
    registration_number TEXT,
    taken_at TEXT,
    content_hash TEXT,
    document TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_agreement_revision PRIMARY KEY (id),
    CONSTRAINT uq_agreement_revision_agreement_id_number UNIQUE (agreement_id, number),
    CONSTRAINT fk_agreement_revision_agreement_id_agreement FOREIGN KEY(agreement_id) REFERENCES agreement (id),
    CONSTRAINT fk_agreement_revision_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id)
);

CREATE INDEX ix_agreement_revision_plan_version_id ON agreement_revision (plan_version_id);

CREATE TABLE agreement_signing (
    agreement_id INTEGER NOT NULL,
    revision_id INTEGER,
    version_number INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    side TEXT NOT NULL,
    role TEXT NOT NULL,
    person_name TEXT,
    signed_on DATE,
    place TEXT,
    digital BOOLEAN NOT NULL,
    certificate TEXT,
    recorded_at TEXT NOT NULL,
    withdrawn_at TEXT,
    withdrawn_why TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_agreement_signing PRIMARY KEY (id),
    CONSTRAINT fk_agreement_signing_agreement_id_agreement FOREIGN KEY(agreement_id) REFERENCES agreement (id),
    CONSTRAINT fk_agreement_signing_revision_id_agreement_revision FOREIGN KEY(revision_id) REFERENCES agreement_revision (id)
);

CREATE INDEX ix_agreement_signing_agreement_id ON agreement_signing (agreement_id);

CREATE INDEX ix_agreement_signing_revision_id ON agreement_signing (revision_id);

CREATE TABLE agreement_file (
    agreement_id INTEGER NOT NULL,
    revision_id INTEGER,
    version_number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    digest TEXT NOT NULL,
    added_at TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_agreement_file PRIMARY KEY (id),
    CONSTRAINT fk_agreement_file_agreement_id_agreement FOREIGN KEY(agreement_id) REFERENCES agreement (id),
    CONSTRAINT fk_agreement_file_revision_id_agreement_revision FOREIGN KEY(revision_id) REFERENCES agreement_revision (id)
);

CREATE INDEX ix_agreement_file_agreement_id ON agreement_file (agreement_id);

CREATE INDEX ix_agreement_file_revision_id ON agreement_file (revision_id);

CREATE TABLE agreement_case (
    step TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    meeting_on DATE,
    written_on DATE,
    registration_number TEXT,
    author_role TEXT,
    summary TEXT NOT NULL,
    background TEXT NOT NULL,
    consequences TEXT NOT NULL,
    proposal TEXT,
    recipients TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_agreement_case PRIMARY KEY (id)
);

CREATE TABLE agreement_case_member (
    case_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    agreement_id INTEGER NOT NULL,
    revision_id INTEGER,
    id INTEGER NOT NULL,
    CONSTRAINT pk_agreement_case_member PRIMARY KEY (id),
    CONSTRAINT fk_agreement_case_member_case_id_agreement_case FOREIGN KEY(case_id) REFERENCES agreement_case (id),
    CONSTRAINT fk_agreement_case_member_agreement_id_agreement FOREIGN KEY(agreement_id) REFERENCES agreement (id),
    CONSTRAINT fk_agreement_case_member_revision_id_agreement_revision FOREIGN KEY(revision_id) REFERENCES agreement_revision (id)
);

CREATE INDEX ix_agreement_case_member_agreement_id ON agreement_case_member (agreement_id);

CREATE INDEX ix_agreement_case_member_case_id ON agreement_case_member (case_id);

CREATE INDEX ix_agreement_case_member_revision_id ON agreement_case_member (revision_id);

CREATE TABLE paper_style (
    colour TEXT,
    emblem BLOB,
    emblem_name TEXT,
    cover BOOLEAN NOT NULL,
    charts BOOLEAN NOT NULL,
    lines TEXT,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_paper_style PRIMARY KEY (id)
);
