"""What agreements of many kinds take from data: goals, activities, assignments, figures."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.models.scorecard import Scorecard, ScorecardRow
from app.models.steering import Contribution, Node
from app.models.types import new_id
from app.services import richtext
from app.services.agreements import writing
from app.services.agreements.builder import build_documents
from app.services.agreements.document import (
    Activities,
    Assignments,
    Commitments,
    FigurePoint,
    KeyFigures,
    Paragraph,
    Rich,
    from_plain,
    to_plain,
)
from app.services.agreements.sectionblocks import span_words
from tests.services.agreements.village import CARE, CLOCK, NORTH, SOUTH, Village, blocks, found, section
from tests.services.counting import statements

RICH = richtext.write(
    richtext.Document(
        (
            richtext.Heading(1, (richtext.Run("Rubrik"),)),
            richtext.Paragraph((richtext.Run("<b>inte fet</b> & "), richtext.Run("fet", bold=True))),
        )
    )
)


@pytest.fixture
def heby(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    village = found(tmp_path_factory.mktemp("heby") / "heby.styr", "heby")
    yield village
    village.database.close()


@pytest.fixture
def strangnas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    village = found(tmp_path_factory.mktemp("str") / "strangnas.styr", "strangnas")
    yield village
    village.database.close()


def goals(village: Village, agreement_id: int) -> list[str]:
    """The titles of the goals on paper."""
    return [item.title for block in blocks(village.paper(agreement_id), Commitments) for item in block.items]


def test_goals_are_the_units_own_else_the_nearest_above_else_the_municipalitys(heby: Village) -> None:
    key = heby.agreement("resultatkontrakt", NORTH)
    assert goals(heby, key) == []
    assert "Effektmål för verksamheten" not in [one.heading for one in heby.paper(key).sections]
    assert "inget på nivån ”Effektmål” gäller Hemtjänst Norra" in heby.views(key)["effektmal"].hints[0]
    heby.goal("effektmal", "Hela kommunen", None)
    heby.goal("inriktningsmal", "En annan nivå", NORTH)
    heby.goal("effektmal", "Grannens", SOUTH)
    assert goals(heby, key) == ["Hela kommunen"]
    heby.goal("effektmal", "Vårdens", CARE)
    assert goals(heby, key) == ["Vårdens"]
    heby.goal("effektmal", "Upphävt", NORTH, status="revoked")
    assert goals(heby, key) == ["Vårdens"]
    heby.goal("effektmal", "Eget", NORTH)
    assert goals(heby, key) == ["Eget"]
    (block,) = blocks(heby.paper(key), Commitments)
    assert block.label == "Effektmål"
    assert from_plain(to_plain(heby.paper(key))) == heby.paper(key)


def test_what_stands_on_the_scorecard_or_is_served_applies_to_the_unit(heby: Village) -> None:
    key = heby.agreement("resultatkontrakt", NORTH)
    carded, served = (
        heby.goal("effektmal", "På styrkortet", None),
        heby.goal("effektmal", "Bidras till", None),
    )
    heby.goal("effektmal", "Ingetdera", None)
    own = heby.goal("inriktningsmal", "Enhetens", NORTH)

    def work(session: Session) -> None:
        for year, node_id in ((2025, None), (2026, carded)):
            card = Scorecard(id=new_id(), unit_id=heby.units[NORTH], year=year)
            card.rows = [ScorecardRow(node_id=node_id, position=1)] if node_id else []
            session.add(card)
        session.add(Contribution(from_node_id=own, to_node_id=served))

    heby.change(work)
    assert goals(heby, key) == ["På styrkortet", "Bidras till"]


def test_assignments_say_how_they_are_paid_in_the_words_of_the_kind(heby: Village) -> None:
    heby.assignment("Sist", NORTH, funding="within", due=date(2027, 12, 31))
    heby.assignment("Först", NORTH, funding="extra", amount=25_000_000, due=date(2027, 6, 30))
    heby.assignment("Oklart", NORTH)
    heby.assignment("Grannens", SOUTH)
    heby.assignment("Struket", NORTH, status="cancelled")
    heby.assignment("Efteråt", NORTH, starts=date(2028, 1, 1))
    key = heby.agreement("resultatkontrakt", NORTH)
    (block,) = blocks(heby.paper(key), Assignments)
    assert [(row.title, row.due, row.funding, row.amount, row.report) for row in block.items] == [
        (
            "Först",
            "30 juni 2027",
            "Uppdraget följs av ett tillskott på 250\u00a0000\u00a0kr.",
            25_000_000,
            None,
        ),
        ("Sist", "31 december 2027", "Uppdraget genomförs inom enhetens budget.", None, None),
        ("Oklart", None, None, None, None),
    ]
    links = {link.words: (link.kind, link.detail) for link in heby.views(key)["aktiviteter"].links}
    assert links["Först"] == ("assignment", "med tillskott, 250\u00a0000\u00a0kr, senast 30 juni 2027")
    assert links["Oklart"] == ("assignment", "saknar besked om pengar")


def test_activities_are_those_of_the_unit_and_of_its_goals_in_the_term(heby: Village) -> None:
    goal = heby.goal("effektmal", "Eget", NORTH)
    heby.activity("Utan enhet", node_id=goal, responsible="Enhetschef", ends=date(2027, 5, 31))
    heby.activity(
        "Enhetens", NORTH, starts=date(2027, 3, 1), ends=date(2027, 4, 30), person_name="Någon Namn"
    )
    heby.activity("Grannens del av målet", SOUTH, node_id=goal)
    heby.activity("Struken", NORTH, status="cancelled")
    heby.activity("Förra året", NORTH, ends=date(2026, 12, 31))
    heby.activity("Ur samtal", dialogue_id=heby.dialogue(NORTH))
    paper = heby.paper(heby.agreement("resultatkontrakt", NORTH))
    (block,) = blocks(paper, Activities)
    assert [(row.title, row.responsible, row.when, row.serves) for row in block.items] == [
        ("Enhetens", None, "mars–april 2027", None),
        ("Utan enhet", "Enhetschef", "senast 31 maj 2027", "Eget"),
    ]
    assert "Någon" not in str(to_plain(paper))


def test_key_figures_have_their_development_with_gaps_and_only_where_there_is_one(heby: Village) -> None:
    heby.figure("Trygghet", NORTH, p2023="80", p2024=None, p2025="85.5", p2025_H1="70")
    heby.figure("Ett enda", NORTH, p2025="1")
    heby.figure("Grannens", SOUTH, p2024="1", p2025="2")
    (block,) = blocks(heby.paper(heby.agreement("resultatkontrakt", NORTH)), KeyFigures)
    (figure,) = block.items
    assert (figure.name, figure.unit, figure.shown, figure.target, figure.target_value) == (
        "Trygghet", "procent", "85,5\u00a0% (2025)", "90\u00a0% (2027)", "90",
    )  # fmt: skip
    assert figure.points == (FigurePoint("2023", "80"), FigurePoint("2024"), FigurePoint("2025", "85.5"))


def test_a_part_with_nothing_to_tell_is_left_out_and_nothing_at_all_is_not_ready(heby: Village) -> None:
    key = heby.agreement("resultatkontrakt", NORTH)
    views = heby.views(key)
    printed = [one.heading for one in heby.paper(key).sections]
    assert [view.title for view in views.values() if view.printed] == printed
    assert "Resultatansvar" in printed
    assert "Budget" not in printed
    assert heby.paper(key).missing == ("Inget är skrivet eller hämtat än utöver standardtexterna.",)
    heby.goal("effektmal", "Eget", NORTH)
    assert heby.paper(key).missing == ()


def test_a_text_with_headings_and_bold_words_is_kept_as_written_a_plain_one_is_running_text(
    heby: Village,
) -> None:
    key = heby.agreement("overenskommelse", NORTH)
    part = heby.views(key)["omfattning"]
    assert (part.must_write, part.lacks) == (True, ("Avsnittet ”Uppdrag och omfattning” är inte skrivet.",))
    for version, (text, block) in enumerate(
        (
            (RICH, Rich(RICH)),
            (richtext.write(richtext.from_plain("A & <i>.\n\nB.")), Paragraph("A & <i>.\n\nB.")),
        ),
        start=1,
    ):
        write = partial(
            writing.edit_text, agreement_id=key, part_id=part.part_id, text=text, expected_version=version
        )
        heby.database.write(write)
        assert section(heby.paper(key), "Uppdrag och omfattning").blocks[1] == block
        assert heby.views(key)["omfattning"].own == text
    assert heby.views(key)["omfattning"].lacks == ()
    assert (
        heby.database.undo_words == "Ändrade ”Uppdrag och omfattning” i överenskommelsen för Hemtjänst Norra"
    )


def test_a_staff_agreement_has_the_roles_and_what_was_agreed_and_no_names(strangnas: Village) -> None:
    dialogue = strangnas.dialogue(NORTH)
    strangnas.activity("Gå kursen", dialogue_id=dialogue, responsible="Undersköterska", person_name="Eva Ek")
    strangnas.activity("Enhetens", NORTH)
    paper = strangnas.paper(strangnas.agreement("medarbetaroverenskommelse", NORTH))
    assert [row.title for row in blocks(paper, Activities)[0].items] == ["Gå kursen"]
    assert (paper.client, paper.performer) == ("Chef", "Medarbetare, Hemtjänst Norra")
    assert (paper.client_label, paper.performer_label) == ("Arbetsgivare", "Arbetstagare")
    assert [(row.side, row.role) for row in paper.signatories] == [
        ("Arbetsgivare", "Chef"), ("Arbetstagare", "Medarbetare"),
    ]  # fmt: skip
    assert "Eva" not in str(to_plain(paper))


def test_assignments_of_the_council_and_of_a_committee_are_kinds_of_their_own(strangnas: Village) -> None:
    strangnas.assignment("Från fullmäktige", NORTH, funding="within", due=date(2027, 9, 30))
    strangnas.assignment("Från nämnden", NORTH, kind="committee", giver="Nämnden", funding="within")
    council = strangnas.paper(strangnas.agreement("kf_uppdrag", NORTH))
    (row,) = blocks(council, Assignments)[0].items
    assert (row.title, row.report) == (
        "Från fullmäktige",
        "till kommunfullmäktige senast den 30 september 2027",
    )
    assert (council.signed, council.signatories, council.signature_note) == (False, (), None)
    special = strangnas.paper(strangnas.agreement("sarskilt_uppdrag", NORTH))
    (row,) = blocks(special, Assignments)[0].items
    assert (row.title, row.funding) == ("Från nämnden", "Uppgiften genomförs inom nämndens ram.")


def test_the_number_of_statements_does_not_grow_with_the_agreements(heby: Village) -> None:
    for unit in (NORTH, SOUTH):
        goal = heby.goal("effektmal", f"Mål {unit}", unit)
        heby.activity("Görs", unit, node_id=goal)
        heby.assignment("Ges", unit)
        heby.figure("Mäts", unit, p2024="1", p2025="2")
    first = heby.agreement("resultatkontrakt", NORTH)
    heby.agreement("resultatkontrakt", SOUTH)
    one = statements(heby.database, partial(build_documents, agreement_ids=(first,), clock=CLOCK))
    assert one == statements(heby.database, partial(build_documents, clock=CLOCK)) < 40


def test_a_removed_goal_leaves_the_draft_and_its_link(heby: Village) -> None:
    goal = heby.goal("effektmal", "Eget", NORTH)
    key = heby.agreement("resultatkontrakt", NORTH)
    assert [(link.kind, link.key, link.detail) for link in heby.views(key)["effektmal"].links] == [
        ("node", goal, "saknar mått")
    ]
    heby.change(lambda session: setattr(session.get_one(Node, goal).current, "status", "replaced"))
    assert heby.views(key)["effektmal"].links == ()


@given(
    st.none() | st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.none() | st.dates(date(2020, 1, 1), date(2030, 12, 31)),
)
def test_a_span_names_its_years_and_is_silent_only_without_days(
    starts: date | None, ends: date | None
) -> None:
    if starts and ends and ends < starts:
        starts, ends = ends, starts
    words = span_words(starts, ends)
    assert (words is None) == (starts is None and ends is None)
    for day in (starts, ends):
        assert day is None or str(day.year) in (words or "")
