"""The models against figures and facts written down by hand from the municipalities' own documents."""

import re
from datetime import date
from pathlib import Path

import pytest

from app.services.steering.modelformat import ModelFile, read_model

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def ljusnarsberg() -> ModelFile:
    return read_model(ROOT / "resources" / "styrmodeller" / "ljusnarsberg.toml")


@pytest.fixture(scope="module")
def strangnas() -> ModelFile:
    return read_model(ROOT / "resources" / "styrmodeller" / "strangnas.toml")


def level(model: ModelFile, key: str):
    return next(row for row in model.levels if row.key == key)


def document(model: ModelFile, key: str):
    return next(row for row in model.document_kinds or () if row.key == key)


def pattern(model: ModelFile, key: str):
    return next(row for row in model.wheel_patterns or () if row.key == key)


def body(model: ModelFile, key: str):
    return next(row for row in model.bodies if row.key == key)


def report(model: ModelFile, key: str):
    return next(row for row in model.report_kinds or () if row.key == key)


# Ljusnarsberg


def test_ljusnarsberg_has_its_levels_in_order_under_their_names(ljusnarsberg):
    assert [row.name for row in ljusnarsberg.levels] == [
        "Kommunens värdegrund", "Vision 2020", "Översiktsplan", "Programplaner",
        "Övergripande strategier och budget (ÖSB)", "Strategiska områden",
        "Verksamhetsmål/förbättringsområden", "Finansiella mål för god ekonomisk hushållning",
        "Uppdragshandling", "Verksamhetens åtagande – mål/förbättringsområden", "Verksamhetsplan",
        "Medarbetarsamtal",
    ]  # fmt: skip
    assert [row.order for row in ljusnarsberg.levels] == list(range(1, 13))


def test_ljusnarsberg_decides_where_the_source_says(ljusnarsberg):
    by = {row.key: row.decided_by for row in ljusnarsberg.levels}
    council = {
        "vardegrund",
        "vision",
        "oversiktsplan",
        "programplan",
        "osb",
        "verksamhetsmal",
        "finansiellt_mal",
    }
    assert {key for key, bodies in by.items() if bodies == ("kommunfullmaktige",)} == council
    assert by["uppdragshandling"] == ("kommunstyrelsen",)
    assert by["verksamhetsplan"] == ("utforare",)
    assert by["strategiskt_omrade"] is by["atagande"] is by["medarbetarsamtal"] is None


def test_ljusnarsberg_looks_as_far_ahead_as_the_source_says(ljusnarsberg):
    years = {row.key: (row.horizon.min, row.horizon.max) for row in ljusnarsberg.levels if row.horizon}
    assert years == {
        "vardegrund": (None, None), "vision": (None, None), "oversiktsplan": (20, 25),
        "programplan": (4, None), "osb": (3, 3), "uppdragshandling": (3, 3), "verksamhetsplan": (1, 3),
    }  # fmt: skip


def test_ljusnarsberg_is_a_graph_and_not_only_a_tree(ljusnarsberg):
    osb = level(ljusnarsberg, "osb")
    assert (osb.parent, osb.sources) == ("vision", ("oversiktsplan", "programplan"))
    plan = level(ljusnarsberg, "verksamhetsplan")
    assert (plan.parent, plan.sources) == ("uppdragshandling", ("osb",))


def test_ljusnarsberg_asks_its_four_questions_in_order(ljusnarsberg):
    assert [(row.name, row.short_name) for row in ljusnarsberg.perspectives] == [
        ("Medborgarnas upplevda kvalitet på kommunens tjänster?", "Medborgarnas/brukarnas upplevda kvalitet"),
        ("Jobbar förvaltningen/utföraren på rätt sätt?", "Verksamhetens processer"),
        ("Medarbetarnas upplevda arbetsmiljö?", "Medarbetarnas upplevda arbetsmiljö"),
        ("Har anslagna resurser använts på optimalt sätt?", "Ekonomi"),
    ]


LJUSNARSBERG_YEAR = {
    "LJ-01": (3, 3, -1, "uppfoljning"),
    "LJ-02": (4, 4, 1, "planering"),
    "LJ-03": (4, 4, 1, "planering"),
    "LJ-04": (5, 5, 1, "planering"),
    "LJ-05": (5, 5, 1, "planering"),
    "LJ-06": (5, 5, 1, "planering"),
    "LJ-07": (6, 6, 1, "planering"),
    "LJ-08": (9, 10, 1, "planering"),
    "LJ-09": (10, 11, 1, "planering"),
    "LJ-10": (6, 11, 1, "planering"),
    "LJ-11": (9, 11, 1, "planering"),
    "LJ-12": (None, None, None, "uppfoljning"),
    "LJ-13": (None, None, None, "planering"),
    "LJ-14": (None, None, None, "genomforande"),
    "LJ-15": (None, None, None, "uppfoljning"),
}


def test_ljusnarsberg_has_the_year_of_its_calendar(ljusnarsberg):
    found = {
        row.key: (row.start_month, row.end_month, row.year_offset, row.phase)
        for row in ljusnarsberg.wheel_patterns
    }
    assert found == LJUSNARSBERG_YEAR
    assert [row.key for row in ljusnarsberg.wheel_patterns if row.deadline] == ["LJ-10"]


def test_ljusnarsberg_shares_bodies_with_its_neighbours(ljusnarsberg):
    north = ("Hällefors", "Nora", "Lindesberg")
    assert body(ljusnarsberg, "bygg_och_miljo").partners == north
    assert body(ljusnarsberg, "teknisk_verksamhet").partners == north
    assert body(ljusnarsberg, "raddningstjansten").partners == ("Ludvika",)
    kinds = [row.kind for row in ljusnarsberg.bodies]
    assert (kinds.count("extern_utforare"), kinds.count("leverantor")) == (5, 4)
    assert (kinds.count("driftsamverkan"), kinds.count("samverkan")) == (3, 2)
    assert (body(ljusnarsberg, "utskott").count, body(ljusnarsberg, "bolag").count) == (3, 2)


def test_ljusnarsberg_groups_its_tools_by_phase(ljusnarsberg):
    by_phase = {
        phase: [
            row.key
            for row in ljusnarsberg.document_kinds
            if row.phase == phase and "kap. 5" in (row.source or "")
        ]
        for phase in ("genomforande", "uppfoljning")
    }
    assert by_phase["genomforande"] == [
        "lagar_och_forordningar", "reglementen", "delegationsordning", "agardirektiv",
    ]  # fmt: skip
    assert by_phase["uppfoljning"] == [
        "arsredovisning", "medborgar_brukarundersokning", "benchmarking", "klagomalshantering",
    ]  # fmt: skip
    assert len(document(ljusnarsberg, "programplan").examples) == 5


def test_the_uppdragshandling_has_its_four_mandatory_parts(ljusnarsberg):
    kind = ljusnarsberg.agreement_kinds[0]
    assert [(row.title, row.mandatory) for row in kind.sections] == [
        ("Spelregler", True), ("Verksamhetens syfte och omfattning", True), ("Verksamhetens åtagande", True),
        ("Uppföljning", True),
    ]  # fmt: skip
    assert kind.term_years == 3
    assert [row.bodies for row in kind.signed_by] == [
        ("kommunchef", "forvaltningschef"),
        ("utforarens_chef",),
    ]
    assert (kind.decided_by, kind.prepared_by) == (("kommunstyrelsen",), ("utskott",))


def test_every_standard_text_is_marked_as_a_proposal_and_has_both_wordings(ljusnarsberg):
    sections = ljusnarsberg.agreement_kinds[0].sections
    clauses = [clause for section in sections for clause in section.clauses]
    assert len(clauses) == 6
    for inner, outer, origin in [
        *((row.standard_text, row.standard_text_external, row.origin) for row in sections),
        *((row.text, row.text_external, row.origin) for row in clauses),
    ]:
        assert None not in (inner, outer)
        assert inner != outer
        assert origin == "forslag"
        assert "{avtal}" not in inner


def test_the_uppdragshandling_is_decided_in_steps(ljusnarsberg):
    steps = document(ljusnarsberg, "uppdragshandling").decision_steps
    assert [(step.kind, step.bodies, step.wheel_pattern) for step in steps] == [
        ("dialogue", ("utforare",), "LJ-06"),
        ("preparation", ("utskott",), None),
        ("preliminary", ("kommunstyrelsen",), "LJ-07"),
        ("definitive", ("kommunstyrelsen",), "LJ-08"),
    ]


def test_ljusnarsberg_plans_three_years_in_stages_that_follow_the_wheel(ljusnarsberg):
    budget = ljusnarsberg.budget
    assert budget.plan_years == 3
    assert [area.name for area in budget.allocation_areas] == [
        "Förskola",
        "Skola",
        "Hemtjänst",
        "SÄBO",
        "Kosten",
    ]
    for stage in budget.stages:
        timed = pattern(ljusnarsberg, stage.wheel_pattern)
        assert (stage.month, stage.end_month or stage.month) == (timed.start_month, timed.end_month)


def test_ljusnarsberg_is_dated_but_not_decided(ljusnarsberg):
    assert ljusnarsberg.metadata.document_date == date(2010, 12, 8)
    assert ljusnarsberg.metadata.decided_on is None
    assert [(row.item, row.ready) for row in ljusnarsberg.milestones] == [
        ("Vision 2020", "2009"), ("Översiktsplan", "2012"), ("Programplaner", None),
        ("Övergripande strategier och budget", "dec 2010"), ("Uppdragshandling", "nov 2010"),
        ("Verksamhetsplan", "dec 2010"),
    ]  # fmt: skip
    assert [row.key for row in ljusnarsberg.inconsistencies] == [
        "INC-34", "INC-40", "INC-41", "INC-42", "INC-45", "INC-53",
    ]  # fmt: skip


def test_the_texts_of_the_municipality_are_reworded_and_say_so(ljusnarsberg):
    assert [(row.key, row.reworded, len(row.paragraphs)) for row in ljusnarsberg.texts] == [
        ("vardegrund", True, 1),
        ("vision", True, 3),
    ]
    assert ljusnarsberg.texts[0].status == "Förslag på värdegrund"


def test_the_numbers_of_ljusnarsberg_stand_as_stated(ljusnarsberg):
    assert {row.key: (row.text, row.number) for row in ljusnarsberg.facts} == {
        "turnover": ("drygt 300 miljoner kr per år", None), "employees": ("över 320", None),
        "sub_committees": ("tre utskott", 3), "companies": ("två bolag", 2),
    }  # fmt: skip


def test_notes_and_explanations_read_as_swedish_sentences(ljusnarsberg):
    texts = [row.explanation for row in ljusnarsberg.glossary]
    texts += [row.note for row in (*ljusnarsberg.levels, *ljusnarsberg.wheel_patterns) if row.note]
    for text in texts:
        assert re.fullmatch(r"[A-ZÅÄÖ].*[.?]", text), text
        assert "  " not in text


# Strängnäs


def test_strangnas_carries_the_whole_head_of_its_document(strangnas):
    head = strangnas.metadata
    assert (head.decided_on, head.paragraph) == (date(2024, 2, 26), "§ 15")
    assert head.registration_number == "KS/2023:584 - 003"
    assert (head.replaces.decided_on, head.replaces.paragraph) == (date(2018, 9, 24), "§ 148")
    assert (head.valid_from, head.valid_to, head.valid_to_text) == (date(2024, 1, 1), None, "Tills vidare")
    assert head.valid_from < head.decided_on
    assert (head.responsible, head.follow_up) == ("Ekonomiavdelningen", "Vid behov")


def test_strangnas_has_no_perspectives_but_three_dimensions(strangnas):
    assert strangnas.perspectives is None
    assert strangnas.perspective_info.note
    assert strangnas.sustainability_dimensions == ("miljömässigt", "socialt", "ekonomiskt")


def test_strangnas_follows_up_on_four_levels(strangnas):
    assert [(row.key, row.follow_up_level) for row in strangnas.levels if row.follow_up_level] == [
        ("flerarsplan", 1), ("verksamhetsplan", 2), ("kontorsplan", 3), ("arbetsplan", 4),
    ]  # fmt: skip


def test_strangnas_is_silent_where_its_source_is(strangnas):
    assert level(strangnas, "lep").decided_by is None
    assert level(strangnas, "onskat_lage").decided_by is None
    assert level(strangnas, "onskat_lage").horizon.target_year == 2035
    assert strangnas.budget.stages is None


def test_strangnas_has_parallel_branches_and_assignments_of_two_kinds(strangnas):
    assert {row.key for row in strangnas.levels if row.parent == "flerarsplan"} == {
        "kf_uppdrag", "verksamhetsplan", "affarsplan",
    }  # fmt: skip
    assert [row.key for row in strangnas.levels if row.form == "assignment"] == [
        "kf_uppdrag",
        "sarskilt_uppdrag",
    ]
    assignment = next(row for row in strangnas.agreement_kinds if row.key == "kf_uppdrag")
    assert (assignment.term_years, assignment.term_years_max) == (1, 3)
    assert strangnas.budget.assignment_funding == ("tillskott i budget", "inom tilldelad budgetram")


def test_strangnas_reports_for_the_periods_of_its_source(strangnas):
    first, second = report(strangnas, "delarsrapport_1"), report(strangnas, "delarsrapport_2")
    assert (first.period_start, first.period_end) == ("01-01", "04-30")
    assert (second.period_start, second.period_end, second.due_month) == ("01-01", "08-31", 10)
    assert second.decided_by == ("kommunstyrelsen", "kommunfullmaktige")
    assert second.decision_order == "in_turn"


def test_strangnas_times_its_year_by_season_and_latest_month(strangnas):
    assert (pattern(strangnas, "ST-01").precision, pattern(strangnas, "ST-01").season) == ("arstid", "spring")
    last = pattern(strangnas, "ST-08")
    assert (last.precision, last.start_month, last.end_month, last.deadline) == (
        "senast_manad",
        None,
        4,
        True,
    )
    assert pattern(strangnas, "ST-15").rhythm == "school_year"
