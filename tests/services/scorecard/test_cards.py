"""Scorecards put together, changed, decided and carried over to the next year."""

from decimal import Decimal

import pytest

from app.models.errors import ChangedSince, DomainError
from app.models.scorecard import Indicator, Scorecard
from app.models.steering import NodeVersion
from app.services.scorecard import cards, targets, yearchange
from tests.services.scorecard.cardtown import YEAR, CardTown, card_file, figure_of, goal_of, town

__all__ = ["card_file", "town"]

D = Decimal


@pytest.fixture
def made(town: CardTown) -> CardTown:
    town.measure("Nöjda", "Norra", "2026-06", 90)
    town.measure("Antal ansikten", "Norra", "2026-06", 12)
    town.ids["card"] = town.run(cards.make_card, unit_id=town.ids["Norra"], year=YEAR)
    return town


def edit(town: CardTown, use_case, **values) -> object:
    """Run a use case on Norra's card as it is now."""
    version = town.card("Norra").version
    return town.run(use_case, scorecard_id=town.ids["card"], expected_version=version, **values)


def of(town: CardTown, goal: str | None, figure: str | None = None) -> dict[str, int | None]:
    """What names a row."""
    return {
        "node_id": town.ids[goal] if goal else None,
        "indicator_id": town.ids[figure] if figure else None,
    }


def titles(town: CardTown) -> list[str]:
    return [goal.title for group in town.card("Norra").groups for goal in group.goals]


def test_a_card_that_is_put_together_shows_what_stood_there_before(town: CardTown) -> None:
    town.measure("Nöjda", "Norra", "2026-06", 90)
    before = town.card("Norra")
    town.run(cards.make_card, unit_id=town.ids["Norra"], year=YEAR)
    after = town.card("Norra")
    assert after.scorecard_id is not None
    assert (after.groups[0].average, after.average) == (before.groups[0].average, before.average)
    with pytest.raises(DomainError, match="Norra har redan ett styrkort för 2026"):
        town.run(cards.make_card, unit_id=town.ids["Norra"], year=YEAR)
    town.database.undo()
    assert town.card("Norra").scorecard_id is None
    with pytest.raises(DomainError, match="inga mål och inga mått"):
        town.run(cards.make_card, unit_id=town.ids["Södra"], year=YEAR)


def test_weights_move_the_averages_and_show_their_shares(made: CardTown) -> None:
    edit(made, cards.set_row_weight, **of(made, "Fler känner personalen"), weight=D(3))
    group = made.card("Norra").groups[0]
    assert [round(goal.share) for goal in group.goals] == [25, 75]
    assert group.average.formula == "(1 × 6,67 + 3 × 5,33) / 4 ≈ 5,67"
    edit(made, cards.set_group_weight, perspective_id=made.ids["Brukare"], weight=D(2))
    edit(made, cards.set_group_weight, perspective_id=made.ids["Ekonomi"], weight=D(1))
    edit(made, cards.add_row, **of(made, "Ekonomin håller"))
    made.measure("Avvikelse", "Norra", "2026-06", 0)
    card = made.card("Norra")
    assert [round(one.share) for one in card.groups] == [67, 33]
    assert (card.average.formula, card.average.score) == ("(2 × 5,67 + 1 × 6,67) / 3 ≈ 6,00", 6)
    edit(made, cards.set_group_weight, perspective_id=made.ids["Ekonomi"], weight=None)
    assert list(made.card("Norra").weights) == [f"p{made.ids['Brukare']}"]
    for weight in (D(-1), D(1001)):
        with pytest.raises(DomainError, match="från 0 till 1000"):
            edit(made, cards.set_row_weight, **of(made, "Fler känner personalen"), weight=weight)


def test_rows_are_added_moved_and_removed(made: CardTown) -> None:
    assert titles(made) == ["Brukarna är trygga", "Fler känner personalen"]
    edit(made, cards.move_row, **of(made, "Fler känner personalen"), steps=-9)
    assert titles(made) == ["Fler känner personalen", "Brukarna är trygga"]
    version = made.card("Norra").version
    edit(made, cards.move_row, **of(made, "Fler känner personalen"), steps=-1)
    assert made.card("Norra").version == version
    edit(made, cards.add_row, **of(made, "Fler känner personalen", "Avvikelse"))
    edit(made, cards.move_row, **of(made, "Fler känner personalen", "Avvikelse"), steps=-1)
    goal = goal_of(made.card("Norra"), "Fler känner personalen")
    assert [figure.name for figure in goal.figures] == ["Avvikelse", "Antal ansikten"]
    edit(made, cards.add_row, **of(made, None, "Avvikelse"), perspective_id=made.ids["Ekonomi"])
    assert [len(group.goals) for group in made.card("Norra").groups] == [2, 1]
    edit(
        made, cards.set_row_perspective, **of(made, "Brukarna är trygga"), perspective_id=made.ids["Ekonomi"]
    )
    assert [len(group.goals) for group in made.card("Norra").groups] == [1, 2]
    edit(made, cards.remove_row, **of(made, "Fler känner personalen"))
    edit(made, cards.remove_row, **of(made, None, "Avvikelse"))
    assert titles(made) == ["Brukarna är trygga"]


def test_what_cannot_be_done_to_rows_is_said(made: CardTown) -> None:
    with pytest.raises(DomainError, match="finns redan på den platsen"):
        edit(made, cards.add_row, **of(made, "Brukarna är trygga"))
    with pytest.raises(DomainError, match="Välj ett mål eller ett mått"):
        edit(made, cards.add_row, **of(made, None))
    row = of(made, "Brukarna är trygga", "Nöjda")
    with pytest.raises(DomainError, match="följer sitt mål"):
        edit(made, cards.set_row_perspective, **row, perspective_id=made.ids["Ekonomi"])
    with pytest.raises(DomainError, match="Raden i styrkortet finns inte"):
        edit(made, cards.remove_row, **of(made, "Ekonomin håller"))
    with pytest.raises(ChangedSince):
        made.run(cards.decide, scorecard_id=made.ids["card"], expected_version=99)


def test_comments_and_decisions(made: CardTown) -> None:
    edit(made, cards.set_comment, comment="  Våren var tung. ")
    edit(made, cards.set_row_comment, **of(made, "Brukarna är trygga", "Nöjda"), comment="Enkät i mars")
    edit(made, cards.decide)
    card = made.card("Norra")
    assert (card.comment, card.status, figure_of(card, "Nöjda").comment) == (
        "Våren var tung.", "decided", "Enkät i mars"
    )  # fmt: skip
    with pytest.raises(DomainError, match="är redan beslutat"):
        edit(made, cards.decide)
    edit(made, cards.reopen)
    assert made.card("Norra").status == "draft"
    edit(made, cards.remove_card)
    assert made.card("Norra").scorecard_id is None


# ---- the year change -----------------------------------------------------------------------------


def test_next_years_cards_are_previewed_and_made_in_one_step(made: CardTown) -> None:
    edit(made, cards.set_row_weight, **of(made, "Fler känner personalen"), weight=D(3))
    edit(made, cards.set_comment, comment="Våren var tung.")
    plan = made.read(yearchange.plan_next, year=YEAR)
    assert [(row.kind, row.title, row.words) for row in plan.rows] == [
        ("card", "Norra", "2 mål, 2 mått"),
        ("goal", "Brukarna är trygga", ""),
        ("figure", "Nöjda", "målet 90\u00a0% förs vidare"),
        ("goal", "Fler känner personalen", ""),
        ("figure", "Antal ansikten", "målet 10\u00a0% förs vidare"),
    ]
    assert made.run(yearchange.carry_over, year=YEAR) == 1
    after = made.card("Norra", year=2027, period="2027")
    assert (after.status, after.comment, titles(made)) == (
        "draft",
        None,
        [g.title for g in after.groups[0].goals],
    )
    assert [round(goal.share) for goal in after.groups[0].goals] == [25, 75]
    assert figure_of(after, "Nöjda").goalposts.value == 90
    again = made.read(yearchange.plan_next, year=YEAR)
    assert [(row.why, row.barred) for row in again.rows] == [("finns redan", True)]
    with pytest.raises(DomainError, match="Inget styrkort från 2026 går att föra vidare"):
        made.run(yearchange.carry_over, year=YEAR)
    made.database.undo()
    assert made.card("Norra", year=2027, period="2027").scorecard_id is None
    assert figure_of(made.card("Norra", year=2027, period="2027"), "Nöjda").goalposts.value is None


def test_what_has_ended_or_is_left_out_does_not_go_on(made: CardTown) -> None:
    made.change(Indicator, "Antal ansikten", last_year=YEAR)
    key = made.database.read(lambda s: s.query(NodeVersion).filter_by(title="Brukarna är trygga").one().id)
    made.ids["version"] = key
    made.change(NodeVersion, "version", due_year=YEAR)
    plan = made.read(yearchange.plan_next, year=YEAR)
    rows = {row.title: row for row in plan.rows}
    assert (rows["Antal ansikten"].words, rows["Antal ansikten"].barred) == ("mäts inte efter 2026", True)
    assert (rows["Brukarna är trygga"].words, rows["Brukarna är trygga"].stays) == ("skulle nås 2026", False)
    assert plan.left_out == {rows[name].id for name in ("Antal ansikten", "Brukarna är trygga", "Nöjda")}
    made.run(yearchange.carry_over, year=YEAR, leave_out=plan.left_out)
    after = made.card("Norra", year=2027, period="2027")
    assert [(goal.title, goal.figures) for group in after.groups for goal in group.goals] == [
        ("Fler känner personalen", ())
    ]


def test_a_target_that_next_year_has_already_is_kept(made: CardTown) -> None:
    made.run(targets.set_target, indicator_id=made.ids["Nöjda"], year=2027, value=D(92), expected_version=1)
    plan = made.read(yearchange.plan_next, year=YEAR)
    assert "mål 2027: 92\u00a0%" in {row.words for row in plan.rows}
    made.run(yearchange.carry_over, year=YEAR)
    assert figure_of(made.card("Norra", year=2027, period="2027"), "Nöjda").goalposts.value == 92


def test_a_card_remembers_what_it_came_from_until_that_is_removed(made: CardTown) -> None:
    made.run(yearchange.carry_over, year=YEAR)
    edit(made, cards.remove_card)
    left = made.database.read(lambda s: [(one.year, one.previous_id) for one in s.query(Scorecard)])
    assert left == [(2027, None)]
