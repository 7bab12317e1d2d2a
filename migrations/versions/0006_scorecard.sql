CREATE TABLE period_target (
    indicator_id INTEGER NOT NULL,
    unit_id INTEGER,
    period TEXT NOT NULL,
    value TEXT,
    upper TEXT,
    text TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_period_target PRIMARY KEY (id),
    CONSTRAINT uq_period_target_indicator_id_unit_id_period UNIQUE (indicator_id, unit_id, period),
    CONSTRAINT fk_period_target_indicator_id_indicator FOREIGN KEY(indicator_id) REFERENCES indicator (id),
    CONSTRAINT fk_period_target_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);

CREATE INDEX ix_period_target_unit_id ON period_target (unit_id);

CREATE TABLE scorecard (
    unit_id INTEGER,
    year INTEGER NOT NULL,
    status TEXT NOT NULL,
    comment TEXT,
    previous_id INTEGER,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_scorecard PRIMARY KEY (id),
    CONSTRAINT uq_scorecard_unit_id_year UNIQUE (unit_id, year),
    CONSTRAINT fk_scorecard_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_scorecard_previous_id_scorecard FOREIGN KEY(previous_id) REFERENCES scorecard (id)
);

CREATE INDEX ix_scorecard_previous_id ON scorecard (previous_id);

CREATE INDEX ix_scorecard_year ON scorecard (year);

CREATE TABLE scorecard_row (
    scorecard_id INTEGER NOT NULL,
    node_id INTEGER,
    indicator_id INTEGER,
    perspective_id INTEGER,
    position INTEGER NOT NULL,
    weight TEXT,
    comment TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_scorecard_row PRIMARY KEY (id),
    CONSTRAINT uq_scorecard_row_scorecard_id_node_id_indicator_id UNIQUE (scorecard_id, node_id, indicator_id),
    CONSTRAINT fk_scorecard_row_scorecard_id_scorecard FOREIGN KEY(scorecard_id) REFERENCES scorecard (id),
    CONSTRAINT fk_scorecard_row_node_id_node FOREIGN KEY(node_id) REFERENCES node (id),
    CONSTRAINT fk_scorecard_row_indicator_id_indicator FOREIGN KEY(indicator_id) REFERENCES indicator (id),
    CONSTRAINT fk_scorecard_row_perspective_id_perspective FOREIGN KEY(perspective_id) REFERENCES perspective (id)
);

CREATE INDEX ix_scorecard_row_indicator_id ON scorecard_row (indicator_id);

CREATE INDEX ix_scorecard_row_node_id ON scorecard_row (node_id);

CREATE INDEX ix_scorecard_row_perspective_id ON scorecard_row (perspective_id);

CREATE TABLE scorecard_weight (
    scorecard_id INTEGER NOT NULL,
    perspective_id INTEGER NOT NULL,
    weight TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_scorecard_weight PRIMARY KEY (id),
    CONSTRAINT uq_scorecard_weight_scorecard_id_perspective_id UNIQUE (scorecard_id, perspective_id),
    CONSTRAINT fk_scorecard_weight_scorecard_id_scorecard FOREIGN KEY(scorecard_id) REFERENCES scorecard (id),
    CONSTRAINT fk_scorecard_weight_perspective_id_perspective FOREIGN KEY(perspective_id) REFERENCES perspective (id)
);

CREATE INDEX ix_scorecard_weight_perspective_id ON scorecard_weight (perspective_id);

CREATE TABLE assessment (
    node_id INTEGER NOT NULL,
    unit_id INTEGER,
    period TEXT NOT NULL,
    status TEXT NOT NULL,
    result TEXT,
    proposed TEXT,
    reason TEXT,
    trend TEXT,
    analysis TEXT,
    conclusion TEXT,
    risk TEXT,
    resources TEXT,
    performance TEXT,
    effect TEXT,
    analyst_role TEXT,
    assessed_by TEXT,
    assessed_on DATE,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_assessment PRIMARY KEY (id),
    CONSTRAINT uq_assessment_node_id_unit_id_period UNIQUE (node_id, unit_id, period),
    CONSTRAINT fk_assessment_node_id_node FOREIGN KEY(node_id) REFERENCES node (id),
    CONSTRAINT fk_assessment_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);

CREATE INDEX ix_assessment_unit_id ON assessment (unit_id);

CREATE TABLE improvement (
    assessment_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    responsible TEXT,
    due DATE,
    activity_id INTEGER,
    node_id INTEGER,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_improvement PRIMARY KEY (id),
    CONSTRAINT fk_improvement_assessment_id_assessment FOREIGN KEY(assessment_id) REFERENCES assessment (id),
    CONSTRAINT fk_improvement_activity_id_activity FOREIGN KEY(activity_id) REFERENCES activity (id),
    CONSTRAINT fk_improvement_node_id_node FOREIGN KEY(node_id) REFERENCES node (id)
);

CREATE INDEX ix_improvement_activity_id ON improvement (activity_id);

CREATE INDEX ix_improvement_assessment_id ON improvement (assessment_id);

CREATE INDEX ix_improvement_node_id ON improvement (node_id);

CREATE TABLE cause_link (
    cause_id INTEGER NOT NULL,
    effect_id INTEGER NOT NULL,
    note TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_cause_link PRIMARY KEY (id),
    CONSTRAINT uq_cause_link_cause_id_effect_id UNIQUE (cause_id, effect_id),
    CONSTRAINT fk_cause_link_cause_id_node FOREIGN KEY(cause_id) REFERENCES node (id),
    CONSTRAINT fk_cause_link_effect_id_node FOREIGN KEY(effect_id) REFERENCES node (id)
);

CREATE INDEX ix_cause_link_effect_id ON cause_link (effect_id);

CREATE TABLE other_municipality (
    code TEXT NOT NULL,
    name TEXT,
    kind TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_other_municipality PRIMARY KEY (id),
    CONSTRAINT uq_other_municipality_code UNIQUE (code)
);

CREATE TABLE comparison_value (
    indicator_id INTEGER NOT NULL,
    municipality_id INTEGER NOT NULL,
    period TEXT NOT NULL,
    gender TEXT NOT NULL,
    value TEXT,
    source TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_comparison_value PRIMARY KEY (id),
    CONSTRAINT uq_comparison_value_indicator_id_period_gender_municipality_id UNIQUE (indicator_id, period, gender, municipality_id),
    CONSTRAINT fk_comparison_value_indicator_id_indicator FOREIGN KEY(indicator_id) REFERENCES indicator (id),
    CONSTRAINT fk_comparison_value_municipality_id_other_municipality FOREIGN KEY(municipality_id) REFERENCES other_municipality (id)
);

CREATE INDEX ix_comparison_value_municipality_id ON comparison_value (municipality_id);

CREATE TABLE comparison_group (
    name TEXT NOT NULL,
    codes TEXT NOT NULL,
    note TEXT,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_comparison_group PRIMARY KEY (id),
    CONSTRAINT uq_comparison_group_name UNIQUE (name)
);
