CREATE TABLE forecast_round (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    source TEXT,
    dated_on DATE NOT NULL,
    note TEXT,
    from_id INTEGER,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_forecast_round PRIMARY KEY (id),
    CONSTRAINT uq_forecast_round_kind_dated_on UNIQUE (kind, dated_on),
    CONSTRAINT fk_forecast_round_from_id_forecast_round FOREIGN KEY(from_id) REFERENCES forecast_round (id)
);

CREATE INDEX ix_forecast_round_from_id ON forecast_round (from_id);

CREATE TABLE forecast_value (
    round_id INTEGER NOT NULL,
    line TEXT NOT NULL,
    year INTEGER NOT NULL,
    value TEXT NOT NULL,
    note TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_forecast_value PRIMARY KEY (id),
    CONSTRAINT uq_forecast_value_round_id_line_year UNIQUE (round_id, line, year),
    CONSTRAINT fk_forecast_value_round_id_forecast_round FOREIGN KEY(round_id) REFERENCES forecast_round (id)
);

CREATE TABLE population_forecast (
    name TEXT NOT NULL,
    source TEXT,
    dated_on DATE NOT NULL,
    note TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_population_forecast PRIMARY KEY (id),
    CONSTRAINT uq_population_forecast_name_dated_on UNIQUE (name, dated_on)
);

CREATE TABLE population_number (
    forecast_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    day TEXT NOT NULL,
    age_from INTEGER NOT NULL,
    age_to INTEGER,
    number INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_population_number PRIMARY KEY (id),
    CONSTRAINT uq_population_number_forecast_id_year_day_age_from UNIQUE (forecast_id, year, day, age_from),
    CONSTRAINT ck_population_number_not_negative CHECK (number >= 0),
    CONSTRAINT fk_population_number_forecast_id_population_forecast FOREIGN KEY(forecast_id) REFERENCES population_forecast (id)
);

CREATE TABLE index_table (
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    per TEXT,
    note TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_index_table PRIMARY KEY (id),
    CONSTRAINT uq_index_table_name UNIQUE (name)
);

CREATE TABLE index_value (
    table_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    value TEXT NOT NULL,
    source TEXT,
    dated_on DATE,
    id INTEGER NOT NULL,
    CONSTRAINT pk_index_value PRIMARY KEY (id),
    CONSTRAINT uq_index_value_table_id_year UNIQUE (table_id, year),
    CONSTRAINT fk_index_value_table_id_index_table FOREIGN KEY(table_id) REFERENCES index_table (id)
);

CREATE TABLE version_economy (
    plan_version_id INTEGER NOT NULL,
    round_id INTEGER,
    population_id INTEGER,
    tax_mode TEXT NOT NULL,
    capital_in_frames BOOLEAN NOT NULL,
    exception TEXT,
    exception_reason TEXT,
    note TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_version_economy PRIMARY KEY (id),
    CONSTRAINT uq_version_economy_plan_version_id UNIQUE (plan_version_id),
    CONSTRAINT fk_version_economy_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id),
    CONSTRAINT fk_version_economy_round_id_forecast_round FOREIGN KEY(round_id) REFERENCES forecast_round (id),
    CONSTRAINT fk_version_economy_population_id_population_forecast FOREIGN KEY(population_id) REFERENCES population_forecast (id)
);

CREATE INDEX ix_version_economy_population_id ON version_economy (population_id);

CREATE INDEX ix_version_economy_round_id ON version_economy (round_id);

CREATE TABLE own_line (
    plan_version_id INTEGER NOT NULL,
    pot_id INTEGER,
    "key" TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    "group" TEXT NOT NULL,
    effect INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_own_line PRIMARY KEY (id),
    CONSTRAINT uq_own_line_plan_version_id_key UNIQUE (plan_version_id, "key"),
    CONSTRAINT fk_own_line_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id),
    CONSTRAINT fk_own_line_pot_id_central_pot FOREIGN KEY(pot_id) REFERENCES central_pot (id)
);

CREATE INDEX ix_own_line_pot_id ON own_line (pot_id);

CREATE TABLE prerequisite_value (
    plan_version_id INTEGER NOT NULL,
    line TEXT NOT NULL,
    year INTEGER NOT NULL,
    value TEXT NOT NULL,
    note TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_prerequisite_value PRIMARY KEY (id),
    CONSTRAINT uq_prerequisite_value_plan_version_id_line_year UNIQUE (plan_version_id, line, year),
    CONSTRAINT fk_prerequisite_value_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id)
);

CREATE TABLE component_basis (
    plan_version_id INTEGER NOT NULL,
    unit_id INTEGER,
    pot_id INTEGER,
    year INTEGER NOT NULL,
    component TEXT NOT NULL,
    table_id INTEGER,
    line TEXT,
    share TEXT,
    base INTEGER,
    quantity TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_component_basis PRIMARY KEY (id),
    CONSTRAINT uq_component_basis_plan_version_id_unit_id_year_component UNIQUE (plan_version_id, unit_id, year, component),
    CONSTRAINT uq_component_basis_plan_version_id_pot_id_year_component UNIQUE (plan_version_id, pot_id, year, component),
    CONSTRAINT ck_component_basis_one_holder CHECK ((unit_id IS NULL) <> (pot_id IS NULL)),
    CONSTRAINT ck_component_basis_one_ground CHECK ((table_id IS NULL) <> (line IS NULL)),
    CONSTRAINT ck_component_basis_one_base CHECK ((share IS NOT NULL) + (base IS NOT NULL) + (quantity IS NOT NULL) <= 1),
    CONSTRAINT fk_component_basis_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id),
    CONSTRAINT fk_component_basis_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_component_basis_pot_id_central_pot FOREIGN KEY(pot_id) REFERENCES central_pot (id),
    CONSTRAINT fk_component_basis_table_id_index_table FOREIGN KEY(table_id) REFERENCES index_table (id),
    CONSTRAINT ck_component_basis_base_whole CHECK (typeof(base) IN ('integer', 'null'))
);

CREATE INDEX ix_component_basis_pot_id ON component_basis (pot_id);

CREATE INDEX ix_component_basis_table_id ON component_basis (table_id);

CREATE INDEX ix_component_basis_unit_id ON component_basis (unit_id);

CREATE TABLE statement_value (
    plan_version_id INTEGER NOT NULL,
    statement TEXT NOT NULL,
    line TEXT NOT NULL,
    year INTEGER NOT NULL,
    amount INTEGER,
    stated INTEGER,
    note TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_statement_value PRIMARY KEY (id),
    CONSTRAINT uq_statement_value_plan_version_id_statement_line_year UNIQUE (plan_version_id, statement, line, year),
    CONSTRAINT fk_statement_value_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id),
    CONSTRAINT ck_statement_value_amount_whole CHECK (typeof(amount) IN ('integer', 'null')),
    CONSTRAINT ck_statement_value_stated_whole CHECK (typeof(stated) IN ('integer', 'null'))
);

CREATE TABLE loan (
    plan_version_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    lender TEXT,
    opening INTEGER NOT NULL,
    interest TEXT NOT NULL,
    ends DATE,
    note TEXT,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_loan PRIMARY KEY (id),
    CONSTRAINT fk_loan_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id),
    CONSTRAINT ck_loan_opening_whole CHECK (typeof(opening) = 'integer')
);

CREATE INDEX ix_loan_plan_version_id ON loan (plan_version_id);

CREATE TABLE loan_year (
    loan_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    borrowed INTEGER NOT NULL,
    repaid INTEGER NOT NULL,
    interest TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_loan_year PRIMARY KEY (id),
    CONSTRAINT uq_loan_year_loan_id_year UNIQUE (loan_id, year),
    CONSTRAINT fk_loan_year_loan_id_loan FOREIGN KEY(loan_id) REFERENCES loan (id),
    CONSTRAINT ck_loan_year_borrowed_whole CHECK (typeof(borrowed) = 'integer'),
    CONSTRAINT ck_loan_year_repaid_whole CHECK (typeof(repaid) = 'integer')
);

CREATE TABLE guideline (
    plan_version_id INTEGER NOT NULL,
    node_id INTEGER,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT,
    measure TEXT,
    target TEXT,
    at_least BOOLEAN NOT NULL,
    decided_on DATE,
    paragraph TEXT,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_guideline PRIMARY KEY (id),
    CONSTRAINT fk_guideline_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id),
    CONSTRAINT fk_guideline_node_id_node FOREIGN KEY(node_id) REFERENCES node (id)
);

CREATE INDEX ix_guideline_node_id ON guideline (node_id);

CREATE INDEX ix_guideline_plan_version_id ON guideline (plan_version_id);

CREATE TABLE company_account (
    plan_version_id INTEGER NOT NULL,
    unit_id INTEGER,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    text TEXT,
    turnover INTEGER,
    result INTEGER,
    investments INTEGER,
    equity_ratio TEXT,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_company_account PRIMARY KEY (id),
    CONSTRAINT fk_company_account_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id),
    CONSTRAINT fk_company_account_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT ck_company_account_turnover_whole CHECK (typeof(turnover) IN ('integer', 'null')),
    CONSTRAINT ck_company_account_result_whole CHECK (typeof(result) IN ('integer', 'null')),
    CONSTRAINT ck_company_account_investments_whole CHECK (typeof(investments) IN ('integer', 'null'))
);

CREATE INDEX ix_company_account_plan_version_id ON company_account (plan_version_id);

CREATE INDEX ix_company_account_unit_id ON company_account (unit_id);

CREATE TABLE economy_snapshot (
    plan_version_id INTEGER NOT NULL,
    content TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_economy_snapshot PRIMARY KEY (id),
    CONSTRAINT uq_economy_snapshot_plan_version_id UNIQUE (plan_version_id),
    CONSTRAINT fk_economy_snapshot_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id)
);

CREATE TABLE investment_project (
    unit_id INTEGER,
    position INTEGER NOT NULL,
    number TEXT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    permitted INTEGER,
    decided_on DATE,
    body TEXT,
    paragraph TEXT,
    in_use_year INTEGER,
    in_use_month INTEGER,
    spent_before INTEGER NOT NULL,
    note TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_investment_project PRIMARY KEY (id),
    CONSTRAINT ck_investment_project_month CHECK (in_use_month IS NULL OR in_use_month BETWEEN 1 AND 12),
    CONSTRAINT fk_investment_project_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT ck_investment_project_permitted_whole CHECK (typeof(permitted) IN ('integer', 'null')),
    CONSTRAINT ck_investment_project_spent_before_whole CHECK (typeof(spent_before) = 'integer')
);

CREATE INDEX ix_investment_project_unit_id ON investment_project (unit_id);

CREATE TABLE investment_part (
    project_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    share TEXT NOT NULL,
    years INTEGER,
    id INTEGER NOT NULL,
    CONSTRAINT pk_investment_part PRIMARY KEY (id),
    CONSTRAINT ck_investment_part_years CHECK (years IS NULL OR years > 0),
    CONSTRAINT fk_investment_part_project_id_investment_project FOREIGN KEY(project_id) REFERENCES investment_project (id)
);

CREATE INDEX ix_investment_part_project_id ON investment_part (project_id);

CREATE TABLE running_cost (
    project_id INTEGER NOT NULL,
    unit_id INTEGER,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    amount INTEGER NOT NULL,
    in_frames BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_running_cost PRIMARY KEY (id),
    CONSTRAINT fk_running_cost_project_id_investment_project FOREIGN KEY(project_id) REFERENCES investment_project (id),
    CONSTRAINT fk_running_cost_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT ck_running_cost_amount_whole CHECK (typeof(amount) = 'integer')
);

CREATE INDEX ix_running_cost_project_id ON running_cost (project_id);

CREATE INDEX ix_running_cost_unit_id ON running_cost (unit_id);

CREATE TABLE investment_year (
    plan_version_id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    expense INTEGER NOT NULL,
    income INTEGER NOT NULL,
    carried INTEGER NOT NULL,
    note TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_investment_year PRIMARY KEY (id),
    CONSTRAINT uq_investment_year_plan_version_id_project_id_year UNIQUE (plan_version_id, project_id, year),
    CONSTRAINT fk_investment_year_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id),
    CONSTRAINT fk_investment_year_project_id_investment_project FOREIGN KEY(project_id) REFERENCES investment_project (id),
    CONSTRAINT ck_investment_year_expense_whole CHECK (typeof(expense) = 'integer'),
    CONSTRAINT ck_investment_year_income_whole CHECK (typeof(income) = 'integer'),
    CONSTRAINT ck_investment_year_carried_whole CHECK (typeof(carried) = 'integer')
);

CREATE INDEX ix_investment_year_project_id ON investment_year (project_id);

CREATE TABLE budget_change (
    plan_version_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    financing TEXT,
    note TEXT,
    body TEXT,
    decided_on DATE,
    paragraph TEXT,
    registration_number TEXT,
    locked BOOLEAN NOT NULL,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_budget_change PRIMARY KEY (id),
    CONSTRAINT uq_budget_change_year_number UNIQUE (year, number),
    CONSTRAINT fk_budget_change_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id)
);

CREATE INDEX ix_budget_change_plan_version_id ON budget_change (plan_version_id);

CREATE TABLE budget_change_row (
    change_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    unit_id INTEGER,
    pot_id INTEGER,
    project_id INTEGER,
    purpose TEXT NOT NULL,
    pays BOOLEAN NOT NULL,
    amount INTEGER NOT NULL,
    note TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_budget_change_row PRIMARY KEY (id),
    CONSTRAINT ck_budget_change_row_one_holder CHECK ((unit_id IS NOT NULL) + (pot_id IS NOT NULL) + (project_id IS NOT NULL) <= 1),
    CONSTRAINT fk_budget_change_row_change_id_budget_change FOREIGN KEY(change_id) REFERENCES budget_change (id),
    CONSTRAINT fk_budget_change_row_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_budget_change_row_pot_id_central_pot FOREIGN KEY(pot_id) REFERENCES central_pot (id),
    CONSTRAINT fk_budget_change_row_project_id_investment_project FOREIGN KEY(project_id) REFERENCES investment_project (id),
    CONSTRAINT ck_budget_change_row_amount_whole CHECK (typeof(amount) = 'integer')
);

CREATE INDEX ix_budget_change_row_change_id ON budget_change_row (change_id);

CREATE INDEX ix_budget_change_row_pot_id ON budget_change_row (pot_id);

CREATE INDEX ix_budget_change_row_project_id ON budget_change_row (project_id);

CREATE INDEX ix_budget_change_row_unit_id ON budget_change_row (unit_id);

CREATE TABLE scenario (
    plan_version_id INTEGER NOT NULL,
    proposal_id INTEGER,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    party TEXT,
    note TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_scenario PRIMARY KEY (id),
    CONSTRAINT fk_scenario_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id),
    CONSTRAINT fk_scenario_proposal_id_plan_version FOREIGN KEY(proposal_id) REFERENCES plan_version (id)
);

CREATE INDEX ix_scenario_plan_version_id ON scenario (plan_version_id);

CREATE INDEX ix_scenario_proposal_id ON scenario (proposal_id);

CREATE TABLE scenario_step (
    scenario_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    unit_id INTEGER,
    pot_id INTEGER,
    table_id INTEGER,
    project_id INTEGER,
    assignment_id INTEGER,
    line TEXT,
    component TEXT,
    first_year INTEGER,
    last_year INTEGER,
    amount INTEGER,
    number TEXT,
    note TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_scenario_step PRIMARY KEY (id),
    CONSTRAINT ck_scenario_step_one_holder CHECK (unit_id IS NULL OR pot_id IS NULL),
    CONSTRAINT fk_scenario_step_scenario_id_scenario FOREIGN KEY(scenario_id) REFERENCES scenario (id),
    CONSTRAINT fk_scenario_step_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_scenario_step_pot_id_central_pot FOREIGN KEY(pot_id) REFERENCES central_pot (id),
    CONSTRAINT fk_scenario_step_table_id_index_table FOREIGN KEY(table_id) REFERENCES index_table (id),
    CONSTRAINT fk_scenario_step_project_id_investment_project FOREIGN KEY(project_id) REFERENCES investment_project (id),
    CONSTRAINT fk_scenario_step_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id),
    CONSTRAINT ck_scenario_step_amount_whole CHECK (typeof(amount) IN ('integer', 'null'))
);

CREATE INDEX ix_scenario_step_assignment_id ON scenario_step (assignment_id);

CREATE INDEX ix_scenario_step_pot_id ON scenario_step (pot_id);

CREATE INDEX ix_scenario_step_project_id ON scenario_step (project_id);

CREATE INDEX ix_scenario_step_scenario_id ON scenario_step (scenario_id);

CREATE INDEX ix_scenario_step_table_id ON scenario_step (table_id);

CREATE INDEX ix_scenario_step_unit_id ON scenario_step (unit_id);

CREATE TABLE long_term_plan (
    name TEXT NOT NULL,
    base_year INTEGER NOT NULL,
    years INTEGER NOT NULL,
    plan_version_id INTEGER,
    population_id INTEGER,
    node_id INTEGER,
    made_on DATE NOT NULL,
    strategy TEXT,
    note TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_long_term_plan PRIMARY KEY (id),
    CONSTRAINT ck_long_term_plan_years CHECK (years BETWEEN 1 AND 30),
    CONSTRAINT fk_long_term_plan_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id),
    CONSTRAINT fk_long_term_plan_population_id_population_forecast FOREIGN KEY(population_id) REFERENCES population_forecast (id),
    CONSTRAINT fk_long_term_plan_node_id_node FOREIGN KEY(node_id) REFERENCES node (id)
);

CREATE INDEX ix_long_term_plan_node_id ON long_term_plan (node_id);

CREATE INDEX ix_long_term_plan_plan_version_id ON long_term_plan (plan_version_id);

CREATE INDEX ix_long_term_plan_population_id ON long_term_plan (population_id);

CREATE TABLE long_term_area (
    plan_id INTEGER NOT NULL,
    unit_id INTEGER,
    table_id INTEGER,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    amount INTEGER,
    note TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_long_term_area PRIMARY KEY (id),
    CONSTRAINT uq_long_term_area_plan_id_name UNIQUE (plan_id, name),
    CONSTRAINT fk_long_term_area_plan_id_long_term_plan FOREIGN KEY(plan_id) REFERENCES long_term_plan (id),
    CONSTRAINT fk_long_term_area_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_long_term_area_table_id_index_table FOREIGN KEY(table_id) REFERENCES index_table (id),
    CONSTRAINT ck_long_term_area_amount_whole CHECK (typeof(amount) IN ('integer', 'null'))
);

CREATE INDEX ix_long_term_area_table_id ON long_term_area (table_id);

CREATE INDEX ix_long_term_area_unit_id ON long_term_area (unit_id);

CREATE TABLE age_cost (
    area_id INTEGER NOT NULL,
    age_from INTEGER NOT NULL,
    age_to INTEGER,
    amount INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_age_cost PRIMARY KEY (id),
    CONSTRAINT uq_age_cost_area_id_age_from UNIQUE (area_id, age_from),
    CONSTRAINT ck_age_cost_ages CHECK (age_from >= 0 AND (age_to IS NULL OR age_to >= age_from)),
    CONSTRAINT fk_age_cost_area_id_long_term_area FOREIGN KEY(area_id) REFERENCES long_term_area (id),
    CONSTRAINT ck_age_cost_amount_whole CHECK (typeof(amount) = 'integer')
);

CREATE TABLE long_term_scenario (
    plan_id INTEGER NOT NULL,
    population_id INTEGER,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    note TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_long_term_scenario PRIMARY KEY (id),
    CONSTRAINT uq_long_term_scenario_plan_id_name UNIQUE (plan_id, name),
    CONSTRAINT fk_long_term_scenario_plan_id_long_term_plan FOREIGN KEY(plan_id) REFERENCES long_term_plan (id),
    CONSTRAINT fk_long_term_scenario_population_id_population_forecast FOREIGN KEY(population_id) REFERENCES population_forecast (id)
);

CREATE INDEX ix_long_term_scenario_population_id ON long_term_scenario (population_id);

CREATE TABLE long_term_assumption (
    scenario_id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    year INTEGER,
    value TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_long_term_assumption PRIMARY KEY (id),
    CONSTRAINT uq_long_term_assumption_scenario_id_key_year UNIQUE (scenario_id, "key", year),
    CONSTRAINT fk_long_term_assumption_scenario_id_long_term_scenario FOREIGN KEY(scenario_id) REFERENCES long_term_scenario (id)
);

CREATE TABLE balance_year (
    year INTEGER NOT NULL,
    ground TEXT NOT NULL,
    plan_version_id INTEGER,
    result INTEGER,
    gains INTEGER NOT NULL,
    gains_kept INTEGER NOT NULL,
    losses INTEGER NOT NULL,
    unrealised INTEGER NOT NULL,
    returned INTEGER NOT NULL,
    reserved INTEGER NOT NULL,
    used INTEGER NOT NULL,
    tax_and_grants INTEGER,
    equity INTEGER,
    pension_liability INTEGER,
    reserve INTEGER,
    note TEXT,
    plan_text TEXT,
    plan_decided_on DATE,
    plan_paragraph TEXT,
    refrains BOOLEAN NOT NULL,
    refrain_reason TEXT,
    version INTEGER NOT NULL,
    example BOOLEAN NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_balance_year PRIMARY KEY (id),
    CONSTRAINT uq_balance_year_year UNIQUE (year),
    CONSTRAINT fk_balance_year_plan_version_id_plan_version FOREIGN KEY(plan_version_id) REFERENCES plan_version (id),
    CONSTRAINT ck_balance_year_result_whole CHECK (typeof(result) IN ('integer', 'null')),
    CONSTRAINT ck_balance_year_gains_whole CHECK (typeof(gains) = 'integer'),
    CONSTRAINT ck_balance_year_gains_kept_whole CHECK (typeof(gains_kept) = 'integer'),
    CONSTRAINT ck_balance_year_losses_whole CHECK (typeof(losses) = 'integer'),
    CONSTRAINT ck_balance_year_unrealised_whole CHECK (typeof(unrealised) = 'integer'),
    CONSTRAINT ck_balance_year_returned_whole CHECK (typeof(returned) = 'integer'),
    CONSTRAINT ck_balance_year_reserved_whole CHECK (typeof(reserved) = 'integer'),
    CONSTRAINT ck_balance_year_used_whole CHECK (typeof(used) = 'integer'),
    CONSTRAINT ck_balance_year_tax_and_grants_whole CHECK (typeof(tax_and_grants) IN ('integer', 'null')),
    CONSTRAINT ck_balance_year_equity_whole CHECK (typeof(equity) IN ('integer', 'null')),
    CONSTRAINT ck_balance_year_pension_liability_whole CHECK (typeof(pension_liability) IN ('integer', 'null')),
    CONSTRAINT ck_balance_year_reserve_whole CHECK (typeof(reserve) IN ('integer', 'null'))
);

CREATE INDEX ix_balance_year_plan_version_id ON balance_year (plan_version_id);

CREATE TABLE regulation (
    balance_year_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    done BOOLEAN NOT NULL,
    note TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_regulation PRIMARY KEY (id),
    CONSTRAINT uq_regulation_balance_year_id_year UNIQUE (balance_year_id, year),
    CONSTRAINT fk_regulation_balance_year_id_balance_year FOREIGN KEY(balance_year_id) REFERENCES balance_year (id),
    CONSTRAINT ck_regulation_amount_whole CHECK (typeof(amount) = 'integer')
);

CREATE TABLE process_step (
    plan_id INTEGER NOT NULL,
    stage TEXT NOT NULL,
    line INTEGER NOT NULL,
    done_on DATE,
    note TEXT,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_process_step PRIMARY KEY (id),
    CONSTRAINT uq_process_step_plan_id_stage_line UNIQUE (plan_id, stage, line),
    CONSTRAINT fk_process_step_plan_id_budget_plan FOREIGN KEY(plan_id) REFERENCES budget_plan (id)
);
