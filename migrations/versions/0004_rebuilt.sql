CREATE TABLE plan_version (
    plan_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    stage TEXT NOT NULL,
    name TEXT NOT NULL,
    body TEXT,
    decided_on DATE,
    paragraph TEXT,
    registration_number TEXT,
    locked BOOLEAN NOT NULL,
    ready BOOLEAN NOT NULL,
    source_id INTEGER,
    replaces_id INTEGER,
    node_id INTEGER,
    reallocation TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_plan_version PRIMARY KEY (id),
    CONSTRAINT fk_plan_version_plan_id_budget_plan FOREIGN KEY(plan_id) REFERENCES budget_plan (id),
    CONSTRAINT fk_plan_version_source_id_plan_version FOREIGN KEY(source_id) REFERENCES plan_version (id),
    CONSTRAINT fk_plan_version_replaces_id_plan_version FOREIGN KEY(replaces_id) REFERENCES plan_version (id),
    CONSTRAINT fk_plan_version_node_id_node FOREIGN KEY(node_id) REFERENCES node (id)
);

CREATE INDEX ix_plan_version_node_id ON plan_version (node_id);

CREATE INDEX ix_plan_version_plan_id ON plan_version (plan_id);

CREATE INDEX ix_plan_version_replaces_id ON plan_version (replaces_id);

CREATE INDEX ix_plan_version_source_id ON plan_version (source_id);

CREATE TABLE frame (
    plan_version_id INTEGER NOT NULL,
    unit_id INTEGER,
    pot_id INTEGER,
    year INTEGER NOT NULL,
    kind TEXT NOT NULL,
    previous INTEGER,
    previous_income INTEGER NOT NULL,
    staff TEXT,
    held BOOLEAN NOT NULL,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_frame PRIMARY KEY (id),
    CONSTRAINT uq_frame_plan_version_id_unit_id_year_kind UNIQUE (plan_version_id, unit_id, year, kind),
    CONSTRAINT uq_frame_plan_version_id_pot_id_year_kind UNIQUE (plan_version_id, pot_id, year, kind),
    CONSTRAINT ck_frame_one_holder CHECK ((unit_id IS NULL) <> (pot_id IS NULL)),
    CONSTRAINT fk_frame_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id),
    CONSTRAINT fk_frame_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_frame_pot_id_central_pot FOREIGN KEY(pot_id) REFERENCES central_pot (id),
    CONSTRAINT ck_frame_previous_whole CHECK (typeof(previous) IN ('integer', 'null')),
    CONSTRAINT ck_frame_previous_income_whole CHECK (typeof(previous_income) = 'integer')
);

CREATE INDEX ix_frame_pot_id ON frame (pot_id);

CREATE INDEX ix_frame_unit_id ON frame (unit_id);

CREATE TABLE frame_component (
    frame_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    amount INTEGER NOT NULL,
    income INTEGER NOT NULL,
    held BOOLEAN NOT NULL,
    note TEXT,
    source TEXT,
    allocation_version_id INTEGER,
    id INTEGER NOT NULL,
    CONSTRAINT pk_frame_component PRIMARY KEY (id),
    CONSTRAINT uq_frame_component_frame_id_kind UNIQUE (frame_id, kind),
    CONSTRAINT fk_frame_component_frame_id_frame FOREIGN KEY(frame_id) REFERENCES frame (id),
    CONSTRAINT fk_frame_component_allocation_version_id_allocation_version FOREIGN KEY(allocation_version_id) REFERENCES allocation_version (id),
    CONSTRAINT ck_frame_component_amount_whole CHECK (typeof(amount) = 'integer'),
    CONSTRAINT ck_frame_component_income_whole CHECK (typeof(income) = 'integer')
);

CREATE INDEX ix_frame_component_allocation_version_id ON frame_component (allocation_version_id);
