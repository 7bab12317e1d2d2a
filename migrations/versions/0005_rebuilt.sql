CREATE TABLE wheel (
    "key" TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    start_month INTEGER NOT NULL,
    details TEXT NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_wheel PRIMARY KEY (id),
    CONSTRAINT uq_wheel_key UNIQUE ("key")
);

CREATE TABLE wheel_activity (
    pattern_id INTEGER,
    wheel_id INTEGER NOT NULL,
    previous_id INTEGER,
    meeting_id INTEGER,
    year INTEGER NOT NULL,
    position INTEGER NOT NULL,
    number INTEGER NOT NULL,
    form TEXT NOT NULL,
    title TEXT NOT NULL,
    short_title TEXT,
    bodies TEXT,
    participants TEXT,
    responsible TEXT,
    precision TEXT NOT NULL,
    starts DATE,
    ends DATE,
    month_part TEXT,
    season TEXT,
    tentative TEXT,
    timing_text TEXT,
    rhythm TEXT,
    recurrence TEXT,
    deadline BOOLEAN NOT NULL,
    year_offset INTEGER,
    phase TEXT,
    status TEXT NOT NULL,
    done_on DATE,
    law TEXT,
    exception_reason TEXT,
    tax_rate_on DATE,
    place TEXT,
    note TEXT,
    learning TEXT,
    outcome TEXT,
    foreign_uid TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_wheel_activity PRIMARY KEY (id),
    CONSTRAINT ck_wheel_activity_in_order CHECK (starts IS NULL OR ends IS NULL OR starts <= ends),
    CONSTRAINT ck_wheel_activity_done CHECK ((status = 'done') = (done_on IS NOT NULL)),
    CONSTRAINT fk_wheel_activity_pattern_id_wheel_pattern FOREIGN KEY(pattern_id) REFERENCES wheel_pattern (id),
    CONSTRAINT fk_wheel_activity_wheel_id_wheel FOREIGN KEY(wheel_id) REFERENCES wheel (id),
    CONSTRAINT fk_wheel_activity_previous_id_wheel_activity FOREIGN KEY(previous_id) REFERENCES wheel_activity (id),
    CONSTRAINT fk_wheel_activity_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id)
);

CREATE INDEX ix_wheel_activity_meeting_id ON wheel_activity (meeting_id);

CREATE INDEX ix_wheel_activity_pattern_id ON wheel_activity (pattern_id);

CREATE INDEX ix_wheel_activity_previous_id ON wheel_activity (previous_id);

CREATE INDEX ix_wheel_activity_wheel_id ON wheel_activity (wheel_id);
