CREATE TABLE central_pot (
    plan_id INTEGER NOT NULL,
    unit_id INTEGER,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    note TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_central_pot PRIMARY KEY (id),
    CONSTRAINT fk_central_pot_plan_id_budget_plan FOREIGN KEY(plan_id) REFERENCES budget_plan (id),
    CONSTRAINT fk_central_pot_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);

CREATE INDEX ix_central_pot_plan_id ON central_pot (plan_id);

CREATE INDEX ix_central_pot_unit_id ON central_pot (unit_id);

CREATE TABLE appropriation (
    plan_version_id INTEGER NOT NULL,
    unit_id INTEGER,
    pot_id INTEGER,
    gross BOOLEAN NOT NULL,
    note TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_appropriation PRIMARY KEY (id),
    CONSTRAINT uq_appropriation_plan_version_id_unit_id UNIQUE (plan_version_id, unit_id),
    CONSTRAINT uq_appropriation_plan_version_id_pot_id UNIQUE (plan_version_id, pot_id),
    CONSTRAINT ck_appropriation_one_holder CHECK ((unit_id IS NULL) <> (pot_id IS NULL)),
    CONSTRAINT fk_appropriation_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id),
    CONSTRAINT fk_appropriation_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_appropriation_pot_id_central_pot FOREIGN KEY(pot_id) REFERENCES central_pot (id)
);

CREATE INDEX ix_appropriation_pot_id ON appropriation (pot_id);

CREATE INDEX ix_appropriation_unit_id ON appropriation (unit_id);

CREATE TABLE targeted_grant (
    plan_version_id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    giver TEXT,
    ends DATE,
    note TEXT,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_targeted_grant PRIMARY KEY (id),
    CONSTRAINT fk_targeted_grant_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id),
    CONSTRAINT fk_targeted_grant_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);

CREATE INDEX ix_targeted_grant_plan_version_id ON targeted_grant (plan_version_id);

CREATE INDEX ix_targeted_grant_unit_id ON targeted_grant (unit_id);

CREATE TABLE grant_year (
    grant_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_grant_year PRIMARY KEY (id),
    CONSTRAINT uq_grant_year_grant_id_year UNIQUE (grant_id, year),
    CONSTRAINT fk_grant_year_grant_id_targeted_grant FOREIGN KEY(grant_id) REFERENCES targeted_grant (id),
    CONSTRAINT ck_grant_year_amount_whole CHECK (typeof(amount) = 'integer')
);

CREATE TABLE assignment_funding (
    frame_id INTEGER NOT NULL,
    assignment_id INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_assignment_funding PRIMARY KEY (id),
    CONSTRAINT uq_assignment_funding_frame_id_assignment_id UNIQUE (frame_id, assignment_id),
    CONSTRAINT fk_assignment_funding_frame_id_frame FOREIGN KEY(frame_id) REFERENCES frame (id),
    CONSTRAINT fk_assignment_funding_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id),
    CONSTRAINT ck_assignment_funding_amount_whole CHECK (typeof(amount) = 'integer')
);

CREATE INDEX ix_assignment_funding_assignment_id ON assignment_funding (assignment_id);

CREATE TABLE allocation_model (
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    area TEXT NOT NULL,
    kind TEXT NOT NULL,
    volume_unit TEXT,
    note TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_allocation_model PRIMARY KEY (id)
);

CREATE TABLE allocation_version (
    model_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    made_on DATE NOT NULL,
    base_year INTEGER NOT NULL,
    mean_volume BOOLEAN NOT NULL,
    price_unit TEXT NOT NULL,
    source TEXT,
    note TEXT,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_allocation_version PRIMARY KEY (id),
    CONSTRAINT uq_allocation_version_model_id_number UNIQUE (model_id, number),
    CONSTRAINT fk_allocation_version_model_id_allocation_model FOREIGN KEY(model_id) REFERENCES allocation_model (id)
);

CREATE TABLE allocation_index (
    version_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    percent TEXT NOT NULL,
    source TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_allocation_index PRIMARY KEY (id),
    CONSTRAINT uq_allocation_index_version_id_year UNIQUE (version_id, year),
    CONSTRAINT fk_allocation_index_version_id_allocation_version FOREIGN KEY(version_id) REFERENCES allocation_version (id)
);

CREATE TABLE allocation_group (
    version_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    subsidy TEXT,
    note TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_allocation_group PRIMARY KEY (id),
    CONSTRAINT uq_allocation_group_version_id_name UNIQUE (version_id, name),
    CONSTRAINT fk_allocation_group_version_id_allocation_version FOREIGN KEY(version_id) REFERENCES allocation_version (id)
);

CREATE TABLE allocation_price (
    group_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    part TEXT NOT NULL,
    price TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_allocation_price PRIMARY KEY (id),
    CONSTRAINT uq_allocation_price_group_id_year_part UNIQUE (group_id, year, part),
    CONSTRAINT fk_allocation_price_group_id_allocation_group FOREIGN KEY(group_id) REFERENCES allocation_group (id)
);

CREATE TABLE allocation_volume (
    group_id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    opening TEXT,
    volume TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_allocation_volume PRIMARY KEY (id),
    CONSTRAINT uq_allocation_volume_group_id_unit_id_year UNIQUE (group_id, unit_id, year),
    CONSTRAINT fk_allocation_volume_group_id_allocation_group FOREIGN KEY(group_id) REFERENCES allocation_group (id),
    CONSTRAINT fk_allocation_volume_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);

CREATE INDEX ix_allocation_volume_unit_id ON allocation_volume (unit_id);

CREATE TABLE special_account (
    version_id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    requirement TEXT NOT NULL,
    account TEXT,
    accounted_on DATE,
    id INTEGER NOT NULL,
    CONSTRAINT pk_special_account PRIMARY KEY (id),
    CONSTRAINT uq_special_account_version_id_unit_id_year UNIQUE (version_id, unit_id, year),
    CONSTRAINT fk_special_account_version_id_allocation_version FOREIGN KEY(version_id) REFERENCES allocation_version (id),
    CONSTRAINT fk_special_account_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT ck_special_account_amount_whole CHECK (typeof(amount) = 'integer')
);

CREATE INDEX ix_special_account_unit_id ON special_account (unit_id);

CREATE TABLE proposal (
    plan_version_id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    against_id INTEGER,
    directive_id INTEGER,
    follows TEXT,
    follows_note TEXT,
    statement TEXT,
    submitted_on DATE,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_proposal PRIMARY KEY (id),
    CONSTRAINT uq_proposal_plan_version_id_unit_id UNIQUE (plan_version_id, unit_id),
    CONSTRAINT fk_proposal_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id),
    CONSTRAINT fk_proposal_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_proposal_against_id_plan_version FOREIGN KEY(against_id) REFERENCES plan_version (id),
    CONSTRAINT fk_proposal_directive_id_node FOREIGN KEY(directive_id) REFERENCES node (id)
);

CREATE INDEX ix_proposal_against_id ON proposal (against_id);

CREATE INDEX ix_proposal_directive_id ON proposal (directive_id);

CREATE INDEX ix_proposal_unit_id ON proposal (unit_id);

CREATE TABLE proposal_measure (
    proposal_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    impact TEXT,
    year INTEGER NOT NULL,
    amount INTEGER,
    id INTEGER NOT NULL,
    CONSTRAINT pk_proposal_measure PRIMARY KEY (id),
    CONSTRAINT fk_proposal_measure_proposal_id_proposal FOREIGN KEY(proposal_id) REFERENCES proposal (id),
    CONSTRAINT ck_proposal_measure_amount_whole CHECK (typeof(amount) IN ('integer', 'null'))
);

CREATE INDEX ix_proposal_measure_proposal_id ON proposal_measure (proposal_id);

CREATE TABLE proposal_figure (
    proposal_id INTEGER NOT NULL,
    indicator_id INTEGER,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT,
    period TEXT,
    note TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_proposal_figure PRIMARY KEY (id),
    CONSTRAINT fk_proposal_figure_proposal_id_proposal FOREIGN KEY(proposal_id) REFERENCES proposal (id),
    CONSTRAINT fk_proposal_figure_indicator_id_indicator FOREIGN KEY(indicator_id) REFERENCES indicator (id)
);

CREATE INDEX ix_proposal_figure_indicator_id ON proposal_figure (indicator_id);

CREATE INDEX ix_proposal_figure_proposal_id ON proposal_figure (proposal_id);

CREATE TABLE proposal_treatment (
    proposal_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    body TEXT,
    treated_on DATE,
    paragraph TEXT,
    note TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_proposal_treatment PRIMARY KEY (id),
    CONSTRAINT fk_proposal_treatment_proposal_id_proposal FOREIGN KEY(proposal_id) REFERENCES proposal (id)
);

CREATE INDEX ix_proposal_treatment_proposal_id ON proposal_treatment (proposal_id);

CREATE TABLE budget_dialogue (
    proposal_id INTEGER NOT NULL,
    held_on DATE,
    parties TEXT,
    basis TEXT,
    note TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_budget_dialogue PRIMARY KEY (id),
    CONSTRAINT fk_budget_dialogue_proposal_id_proposal FOREIGN KEY(proposal_id) REFERENCES proposal (id)
);

CREATE INDEX ix_budget_dialogue_proposal_id ON budget_dialogue (proposal_id);

CREATE TABLE account_group (
    position INTEGER NOT NULL,
    number TEXT,
    name TEXT NOT NULL,
    side TEXT NOT NULL,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_account_group PRIMARY KEY (id),
    CONSTRAINT uq_account_group_name UNIQUE (name)
);

CREATE TABLE month_profile (
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_month_profile PRIMARY KEY (id),
    CONSTRAINT uq_month_profile_name UNIQUE (name)
);

CREATE TABLE month_weight (
    profile_id INTEGER NOT NULL,
    month INTEGER NOT NULL,
    weight TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_month_weight PRIMARY KEY (id),
    CONSTRAINT uq_month_weight_profile_id_month UNIQUE (profile_id, month),
    CONSTRAINT fk_month_weight_profile_id_month_profile FOREIGN KEY(profile_id) REFERENCES month_profile (id)
);

CREATE TABLE internal_budget (
    unit_id INTEGER NOT NULL,
    plan_version_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    note TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_internal_budget PRIMARY KEY (id),
    CONSTRAINT uq_internal_budget_unit_id_year UNIQUE (unit_id, year),
    CONSTRAINT fk_internal_budget_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_internal_budget_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id)
);

CREATE INDEX ix_internal_budget_plan_version_id ON internal_budget (plan_version_id);

CREATE TABLE internal_row (
    budget_id INTEGER NOT NULL,
    group_id INTEGER NOT NULL,
    profile_id INTEGER,
    amount INTEGER NOT NULL,
    note TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_internal_row PRIMARY KEY (id),
    CONSTRAINT uq_internal_row_budget_id_group_id UNIQUE (budget_id, group_id),
    CONSTRAINT fk_internal_row_budget_id_internal_budget FOREIGN KEY(budget_id) REFERENCES internal_budget (id),
    CONSTRAINT fk_internal_row_group_id_account_group FOREIGN KEY(group_id) REFERENCES account_group (id),
    CONSTRAINT fk_internal_row_profile_id_month_profile FOREIGN KEY(profile_id) REFERENCES month_profile (id),
    CONSTRAINT ck_internal_row_amount_whole CHECK (typeof(amount) = 'integer')
);

CREATE INDEX ix_internal_row_group_id ON internal_row (group_id);

CREATE INDEX ix_internal_row_profile_id ON internal_row (profile_id);

CREATE TABLE internal_month (
    row_id INTEGER NOT NULL,
    month INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_internal_month PRIMARY KEY (id),
    CONSTRAINT uq_internal_month_row_id_month UNIQUE (row_id, month),
    CONSTRAINT fk_internal_month_row_id_internal_row FOREIGN KEY(row_id) REFERENCES internal_row (id),
    CONSTRAINT ck_internal_month_amount_whole CHECK (typeof(amount) = 'integer')
);

CREATE TABLE import_mapping (
    kind TEXT NOT NULL,
    signature TEXT NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_import_mapping PRIMARY KEY (id),
    CONSTRAINT uq_import_mapping_kind_signature UNIQUE (kind, signature)
);
