CREATE TABLE budget_plan (
    name TEXT NOT NULL,
    first_year INTEGER NOT NULL,
    years INTEGER NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_budget_plan PRIMARY KEY (id)
);

CREATE TABLE change_entry (
    number INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    use_case TEXT NOT NULL,
    words TEXT NOT NULL,
    kinds TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    payload_digest TEXT NOT NULL,
    digest TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_change_entry PRIMARY KEY (id),
    CONSTRAINT uq_change_entry_number UNIQUE (number)
);

CREATE TABLE draft (
    field TEXT NOT NULL,
    label TEXT NOT NULL,
    text TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_draft PRIMARY KEY (id),
    CONSTRAINT uq_draft_field UNIQUE (field)
);

CREATE TABLE file_info (
    file_key TEXT NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_file_info PRIMARY KEY (id)
);

CREATE TABLE glossary_term (
    word TEXT NOT NULL,
    explanation TEXT NOT NULL,
    source TEXT,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_glossary_term PRIMARY KEY (id)
);

CREATE TABLE level (
    "key" TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT,
    question TEXT,
    form TEXT NOT NULL,
    parent_id INTEGER,
    decided_by TEXT,
    prepared_by TEXT,
    horizon_min INTEGER,
    horizon_max INTEGER,
    horizon_text TEXT,
    cycle TEXT,
    measurable BOOLEAN,
    scope TEXT,
    details TEXT NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_level PRIMARY KEY (id),
    CONSTRAINT uq_level_key UNIQUE ("key"),
    CONSTRAINT fk_level_parent_id_level FOREIGN KEY(parent_id) REFERENCES level (id)
);

CREATE INDEX ix_level_parent_id ON level (parent_id);

CREATE TABLE mandate_period (
    body TEXT NOT NULL,
    election_year INTEGER NOT NULL,
    starts DATE NOT NULL,
    ends DATE NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_mandate_period PRIMARY KEY (id),
    CONSTRAINT uq_mandate_period_body_election_year UNIQUE (body, election_year)
);

CREATE TABLE municipality (
    name TEXT NOT NULL,
    official_name TEXT NOT NULL,
    code TEXT,
    county TEXT,
    seat TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_municipality PRIMARY KEY (id)
);

CREATE TABLE perspective (
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT,
    question TEXT,
    scope TEXT,
    note TEXT,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_perspective PRIMARY KEY (id)
);

CREATE TABLE report_kind (
    "key" TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    frequency TEXT,
    period_text TEXT,
    content TEXT,
    recipients TEXT,
    due TEXT,
    details TEXT NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_report_kind PRIMARY KEY (id),
    CONSTRAINT uq_report_kind_key UNIQUE ("key")
);

CREATE TABLE steering_model (
    "key" TEXT NOT NULL,
    edition INTEGER NOT NULL,
    title TEXT NOT NULL,
    valid_from DATE,
    valid_to DATE,
    predecessor TEXT,
    details TEXT NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_steering_model PRIMARY KEY (id)
);

CREATE TABLE unit_kind (
    "key" TEXT NOT NULL,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    position INTEGER NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_unit_kind PRIMARY KEY (id),
    CONSTRAINT uq_unit_kind_key UNIQUE ("key")
);

CREATE TABLE wheel (
    "key" TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    details TEXT NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_wheel PRIMARY KEY (id),
    CONSTRAINT uq_wheel_key UNIQUE ("key")
);

CREATE TABLE agreement_kind (
    "key" TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    level_id INTEGER,
    term_years INTEGER,
    signed_by TEXT,
    decided_by TEXT,
    prepared_by TEXT,
    details TEXT NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_agreement_kind PRIMARY KEY (id),
    CONSTRAINT uq_agreement_kind_key UNIQUE ("key"),
    CONSTRAINT fk_agreement_kind_level_id_level FOREIGN KEY(level_id) REFERENCES level (id)
);

CREATE INDEX ix_agreement_kind_level_id ON agreement_kind (level_id);

CREATE TABLE change_payload (
    entry_id INTEGER NOT NULL,
    salt BLOB,
    payload BLOB NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_change_payload PRIMARY KEY (id),
    CONSTRAINT uq_change_payload_entry_id UNIQUE (entry_id),
    CONSTRAINT fk_change_payload_entry_id_change_entry FOREIGN KEY(entry_id) REFERENCES change_entry (id)
);

CREATE TABLE document_kind (
    "key" TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    level_id INTEGER,
    decided_by TEXT,
    prepared_by TEXT,
    content TEXT,
    decision_steps TEXT,
    cycle TEXT,
    details TEXT NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_document_kind PRIMARY KEY (id),
    CONSTRAINT uq_document_kind_key UNIQUE ("key"),
    CONSTRAINT fk_document_kind_level_id_level FOREIGN KEY(level_id) REFERENCES level (id)
);

CREATE INDEX ix_document_kind_level_id ON document_kind (level_id);

CREATE TABLE level_source (
    level_id INTEGER NOT NULL,
    source_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_level_source PRIMARY KEY (id),
    CONSTRAINT uq_level_source_level_id_source_id UNIQUE (level_id, source_id),
    CONSTRAINT fk_level_source_level_id_level FOREIGN KEY(level_id) REFERENCES level (id),
    CONSTRAINT fk_level_source_source_id_level FOREIGN KEY(source_id) REFERENCES level (id)
);

CREATE INDEX ix_level_source_source_id ON level_source (source_id);

CREATE TABLE municipality_alias (
    municipality_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_municipality_alias PRIMARY KEY (id),
    CONSTRAINT fk_municipality_alias_municipality_id_municipality FOREIGN KEY(municipality_id) REFERENCES municipality (id)
);

CREATE INDEX ix_municipality_alias_municipality_id ON municipality_alias (municipality_id);

CREATE TABLE municipality_fact (
    municipality_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    year INTEGER,
    reference_date DATE,
    number TEXT,
    amount INTEGER,
    stated TEXT,
    source TEXT,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_municipality_fact PRIMARY KEY (id),
    CONSTRAINT fk_municipality_fact_municipality_id_municipality FOREIGN KEY(municipality_id) REFERENCES municipality (id),
    CONSTRAINT ck_municipality_fact_amount_whole CHECK (typeof(amount) IN ('integer', 'null'))
);

CREATE INDEX ix_municipality_fact_municipality_id ON municipality_fact (municipality_id);

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
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_plan_version PRIMARY KEY (id),
    CONSTRAINT fk_plan_version_plan_id_budget_plan FOREIGN KEY(plan_id) REFERENCES budget_plan (id)
);

CREATE INDEX ix_plan_version_plan_id ON plan_version (plan_id);

CREATE TABLE unit (
    parent_id INTEGER,
    kind_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    abbreviation TEXT,
    position INTEGER NOT NULL,
    performer TEXT,
    in_model BOOLEAN NOT NULL,
    contract_title TEXT,
    contract_number TEXT,
    contract_ends DATE,
    valid_from DATE,
    valid_to DATE,
    note TEXT,
    source TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_unit PRIMARY KEY (id),
    CONSTRAINT fk_unit_parent_id_unit FOREIGN KEY(parent_id) REFERENCES unit (id),
    CONSTRAINT fk_unit_kind_id_unit_kind FOREIGN KEY(kind_id) REFERENCES unit_kind (id)
);

CREATE INDEX ix_unit_kind_id ON unit (kind_id);

CREATE INDEX ix_unit_parent_id ON unit (parent_id);

CREATE TABLE wheel_pattern (
    wheel_id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    bodies TEXT,
    start_month INTEGER,
    start_day INTEGER,
    end_month INTEGER,
    end_day INTEGER,
    precision TEXT NOT NULL,
    deadline BOOLEAN NOT NULL,
    year_offset INTEGER,
    phase TEXT,
    recurrence TEXT,
    details TEXT NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_wheel_pattern PRIMARY KEY (id),
    CONSTRAINT fk_wheel_pattern_wheel_id_wheel FOREIGN KEY(wheel_id) REFERENCES wheel (id),
    CONSTRAINT uq_wheel_pattern_key UNIQUE ("key")
);

CREATE INDEX ix_wheel_pattern_wheel_id ON wheel_pattern (wheel_id);

CREATE TABLE agreement_part (
    kind_id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    mandatory BOOLEAN NOT NULL,
    standard_text TEXT,
    standard_text_external TEXT,
    details TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_agreement_part PRIMARY KEY (id),
    CONSTRAINT uq_agreement_part_kind_id_key UNIQUE (kind_id, "key"),
    CONSTRAINT fk_agreement_part_kind_id_agreement_kind FOREIGN KEY(kind_id) REFERENCES agreement_kind (id)
);

CREATE TABLE frame (
    plan_version_id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    kind TEXT NOT NULL,
    previous INTEGER,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_frame PRIMARY KEY (id),
    CONSTRAINT uq_frame_plan_version_id_unit_id_year_kind UNIQUE (plan_version_id, unit_id, year, kind),
    CONSTRAINT fk_frame_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id),
    CONSTRAINT fk_frame_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT ck_frame_previous_whole CHECK (typeof(previous) IN ('integer', 'null'))
);

CREATE INDEX ix_frame_unit_id ON frame (unit_id);

CREATE TABLE indicator (
    name TEXT NOT NULL,
    definition TEXT,
    unit_of_measure TEXT,
    direction TEXT,
    aspect TEXT,
    frequency TEXT,
    owner_unit_id INTEGER,
    owner_role TEXT,
    source TEXT,
    perspective_id INTEGER,
    baseline TEXT,
    baseline_period TEXT,
    threshold TEXT,
    nature TEXT,
    comparison_group TEXT,
    obligatory BOOLEAN NOT NULL,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_indicator PRIMARY KEY (id),
    CONSTRAINT fk_indicator_owner_unit_id_unit FOREIGN KEY(owner_unit_id) REFERENCES unit (id),
    CONSTRAINT fk_indicator_perspective_id_perspective FOREIGN KEY(perspective_id) REFERENCES perspective (id)
);

CREATE INDEX ix_indicator_owner_unit_id ON indicator (owner_unit_id);

CREATE INDEX ix_indicator_perspective_id ON indicator (perspective_id);

CREATE TABLE node (
    level_id INTEGER NOT NULL,
    parent_id INTEGER,
    position INTEGER NOT NULL,
    unit_id INTEGER,
    owner_role TEXT,
    document_kind_id INTEGER,
    goal_nature TEXT,
    current_number INTEGER NOT NULL,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_node PRIMARY KEY (id),
    CONSTRAINT fk_node_level_id_level FOREIGN KEY(level_id) REFERENCES level (id),
    CONSTRAINT fk_node_parent_id_node FOREIGN KEY(parent_id) REFERENCES node (id),
    CONSTRAINT fk_node_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_node_document_kind_id_document_kind FOREIGN KEY(document_kind_id) REFERENCES document_kind (id)
);

CREATE INDEX ix_node_document_kind_id ON node (document_kind_id);

CREATE INDEX ix_node_level_id ON node (level_id);

CREATE INDEX ix_node_parent_id ON node (parent_id);

CREATE INDEX ix_node_unit_id ON node (unit_id);

CREATE TABLE unit_partner (
    unit_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_unit_partner PRIMARY KEY (id),
    CONSTRAINT fk_unit_partner_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);

CREATE INDEX ix_unit_partner_unit_id ON unit_partner (unit_id);

CREATE TABLE unit_role (
    unit_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    person_name TEXT,
    position INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_unit_role PRIMARY KEY (id),
    CONSTRAINT fk_unit_role_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);

CREATE INDEX ix_unit_role_unit_id ON unit_role (unit_id);

CREATE TABLE unit_succession (
    from_unit_id INTEGER NOT NULL,
    to_unit_id INTEGER NOT NULL,
    old_parent_id INTEGER,
    old_name TEXT,
    happened_on DATE NOT NULL,
    how TEXT NOT NULL,
    share TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_unit_succession PRIMARY KEY (id),
    CONSTRAINT fk_unit_succession_from_unit_id_unit FOREIGN KEY(from_unit_id) REFERENCES unit (id),
    CONSTRAINT fk_unit_succession_to_unit_id_unit FOREIGN KEY(to_unit_id) REFERENCES unit (id),
    CONSTRAINT fk_unit_succession_old_parent_id_unit FOREIGN KEY(old_parent_id) REFERENCES unit (id)
);

CREATE INDEX ix_unit_succession_from_unit_id ON unit_succession (from_unit_id);

CREATE INDEX ix_unit_succession_old_parent_id ON unit_succession (old_parent_id);

CREATE INDEX ix_unit_succession_to_unit_id ON unit_succession (to_unit_id);

CREATE TABLE wheel_activity (
    pattern_id INTEGER,
    wheel_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    title TEXT NOT NULL,
    bodies TEXT,
    starts DATE,
    ends DATE,
    deadline BOOLEAN NOT NULL,
    year_offset INTEGER,
    phase TEXT,
    done_on DATE,
    note TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_wheel_activity PRIMARY KEY (id),
    CONSTRAINT fk_wheel_activity_pattern_id_wheel_pattern FOREIGN KEY(pattern_id) REFERENCES wheel_pattern (id),
    CONSTRAINT fk_wheel_activity_wheel_id_wheel FOREIGN KEY(wheel_id) REFERENCES wheel (id)
);

CREATE INDEX ix_wheel_activity_pattern_id ON wheel_activity (pattern_id);

CREATE INDEX ix_wheel_activity_wheel_id ON wheel_activity (wheel_id);

CREATE TABLE year_total (
    plan_version_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    to_distribute INTEGER,
    held_back INTEGER NOT NULL,
    held_by TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_year_total PRIMARY KEY (id),
    CONSTRAINT uq_year_total_plan_version_id_year UNIQUE (plan_version_id, year),
    CONSTRAINT fk_year_total_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id),
    CONSTRAINT ck_year_total_to_distribute_whole CHECK (typeof(to_distribute) IN ('integer', 'null')),
    CONSTRAINT ck_year_total_held_back_whole CHECK (typeof(held_back) = 'integer')
);

CREATE TABLE agreement (
    kind_id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    node_id INTEGER NOT NULL,
    plan_version_id INTEGER,
    client TEXT NOT NULL,
    registration_number TEXT,
    starts DATE,
    ends DATE,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_agreement PRIMARY KEY (id),
    CONSTRAINT fk_agreement_kind_id_agreement_kind FOREIGN KEY(kind_id) REFERENCES agreement_kind (id),
    CONSTRAINT fk_agreement_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_agreement_node_id_node FOREIGN KEY(node_id) REFERENCES node (id),
    CONSTRAINT fk_agreement_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id)
);

CREATE INDEX ix_agreement_kind_id ON agreement (kind_id);

CREATE INDEX ix_agreement_node_id ON agreement (node_id);

CREATE INDEX ix_agreement_plan_version_id ON agreement (plan_version_id);

CREATE INDEX ix_agreement_unit_id ON agreement (unit_id);

CREATE TABLE contribution (
    from_node_id INTEGER NOT NULL,
    to_node_id INTEGER NOT NULL,
    note TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_contribution PRIMARY KEY (id),
    CONSTRAINT uq_contribution_from_node_id_to_node_id UNIQUE (from_node_id, to_node_id),
    CONSTRAINT fk_contribution_from_node_id_node FOREIGN KEY(from_node_id) REFERENCES node (id),
    CONSTRAINT fk_contribution_to_node_id_node FOREIGN KEY(to_node_id) REFERENCES node (id)
);

CREATE INDEX ix_contribution_to_node_id ON contribution (to_node_id);

CREATE TABLE frame_component (
    frame_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    amount INTEGER NOT NULL,
    note TEXT,
    source TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_frame_component PRIMARY KEY (id),
    CONSTRAINT uq_frame_component_frame_id_kind UNIQUE (frame_id, kind),
    CONSTRAINT fk_frame_component_frame_id_frame FOREIGN KEY(frame_id) REFERENCES frame (id),
    CONSTRAINT ck_frame_component_amount_whole CHECK (typeof(amount) = 'integer')
);

CREATE TABLE indicator_target (
    indicator_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    value TEXT,
    upper TEXT,
    text TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_indicator_target PRIMARY KEY (id),
    CONSTRAINT uq_indicator_target_indicator_id_year UNIQUE (indicator_id, year),
    CONSTRAINT fk_indicator_target_indicator_id_indicator FOREIGN KEY(indicator_id) REFERENCES indicator (id)
);

CREATE TABLE measurement (
    indicator_id INTEGER NOT NULL,
    unit_id INTEGER,
    period TEXT NOT NULL,
    gender TEXT NOT NULL,
    value TEXT,
    missing BOOLEAN NOT NULL,
    comment TEXT,
    source TEXT,
    measured_at TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_measurement PRIMARY KEY (id),
    CONSTRAINT uq_measurement_indicator_id_unit_id_period_gender UNIQUE (indicator_id, unit_id, period, gender),
    CONSTRAINT fk_measurement_indicator_id_indicator FOREIGN KEY(indicator_id) REFERENCES indicator (id),
    CONSTRAINT fk_measurement_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);

CREATE INDEX ix_measurement_unit_id ON measurement (unit_id);

CREATE TABLE node_indicator (
    node_id INTEGER NOT NULL,
    indicator_id INTEGER NOT NULL,
    weight TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_node_indicator PRIMARY KEY (id),
    CONSTRAINT uq_node_indicator_node_id_indicator_id UNIQUE (node_id, indicator_id),
    CONSTRAINT fk_node_indicator_node_id_node FOREIGN KEY(node_id) REFERENCES node (id),
    CONSTRAINT fk_node_indicator_indicator_id_indicator FOREIGN KEY(indicator_id) REFERENCES indicator (id)
);

CREATE INDEX ix_node_indicator_indicator_id ON node_indicator (indicator_id);

CREATE TABLE node_perspective (
    node_id INTEGER NOT NULL,
    perspective_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_node_perspective PRIMARY KEY (id),
    CONSTRAINT uq_node_perspective_node_id_perspective_id UNIQUE (node_id, perspective_id),
    CONSTRAINT fk_node_perspective_node_id_node FOREIGN KEY(node_id) REFERENCES node (id),
    CONSTRAINT fk_node_perspective_perspective_id_perspective FOREIGN KEY(perspective_id) REFERENCES perspective (id)
);

CREATE INDEX ix_node_perspective_perspective_id ON node_perspective (perspective_id);

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
    replaces_id INTEGER,
    id INTEGER NOT NULL,
    CONSTRAINT pk_node_version PRIMARY KEY (id),
    CONSTRAINT uq_node_version_node_id_number UNIQUE (node_id, number),
    CONSTRAINT fk_node_version_node_id_node FOREIGN KEY(node_id) REFERENCES node (id),
    CONSTRAINT fk_node_version_replaces_id_node_version FOREIGN KEY(replaces_id) REFERENCES node_version (id)
);

CREATE INDEX ix_node_version_replaces_id ON node_version (replaces_id);

CREATE TABLE agreement_snapshot (
    agreement_id INTEGER NOT NULL,
    node_version_id INTEGER NOT NULL,
    taken_at TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    document TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_agreement_snapshot PRIMARY KEY (id),
    CONSTRAINT uq_agreement_snapshot_agreement_id_node_version_id UNIQUE (agreement_id, node_version_id),
    CONSTRAINT fk_agreement_snapshot_agreement_id_agreement FOREIGN KEY(agreement_id) REFERENCES agreement (id),
    CONSTRAINT fk_agreement_snapshot_node_version_id_node_version FOREIGN KEY(node_version_id) REFERENCES node_version (id)
);

CREATE INDEX ix_agreement_snapshot_node_version_id ON agreement_snapshot (node_version_id);

CREATE TABLE agreement_text (
    agreement_id INTEGER NOT NULL,
    part_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_agreement_text PRIMARY KEY (id),
    CONSTRAINT uq_agreement_text_agreement_id_part_id UNIQUE (agreement_id, part_id),
    CONSTRAINT fk_agreement_text_agreement_id_agreement FOREIGN KEY(agreement_id) REFERENCES agreement (id),
    CONSTRAINT fk_agreement_text_part_id_agreement_part FOREIGN KEY(part_id) REFERENCES agreement_part (id)
);

CREATE INDEX ix_agreement_text_part_id ON agreement_text (part_id);

CREATE TABLE decision (
    node_version_id INTEGER NOT NULL,
    step TEXT NOT NULL,
    outcome TEXT NOT NULL,
    body TEXT,
    decided_on DATE,
    paragraph TEXT,
    registration_number TEXT,
    note TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_decision PRIMARY KEY (id),
    CONSTRAINT fk_decision_node_version_id_node_version FOREIGN KEY(node_version_id) REFERENCES node_version (id)
);

CREATE INDEX ix_decision_node_version_id ON decision (node_version_id);

CREATE TABLE follow_up_row (
    agreement_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    timing TEXT NOT NULL,
    what TEXT NOT NULL,
    recipient TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_follow_up_row PRIMARY KEY (id),
    CONSTRAINT fk_follow_up_row_agreement_id_agreement FOREIGN KEY(agreement_id) REFERENCES agreement (id)
);

CREATE INDEX ix_follow_up_row_agreement_id ON follow_up_row (agreement_id);

CREATE TABLE signatory (
    agreement_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    side TEXT NOT NULL,
    role TEXT NOT NULL,
    unit_name TEXT,
    person_name TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_signatory PRIMARY KEY (id),
    CONSTRAINT fk_signatory_agreement_id_agreement FOREIGN KEY(agreement_id) REFERENCES agreement (id)
);

CREATE INDEX ix_signatory_agreement_id ON signatory (agreement_id);
