CREATE TABLE indicator (
    name TEXT NOT NULL,
    code TEXT,
    definition TEXT,
    unit_of_measure TEXT,
    decimals INTEGER,
    direction TEXT,
    scale TEXT,
    aspect TEXT,
    nature TEXT,
    frequency TEXT,
    first_year INTEGER,
    last_year INTEGER,
    due_days INTEGER,
    by_gender BOOLEAN NOT NULL,
    summing TEXT NOT NULL,
    across TEXT,
    formula TEXT,
    owner_unit_id INTEGER,
    owner_role TEXT,
    source TEXT,
    perspective_id INTEGER,
    baseline TEXT,
    baseline_period TEXT,
    target_kind TEXT NOT NULL,
    threshold TEXT,
    threshold_upper TEXT,
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

CREATE TABLE indicator_target (
    indicator_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    value TEXT,
    upper TEXT,
    text TEXT,
    threshold TEXT,
    threshold_upper TEXT,
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
    text TEXT,
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
