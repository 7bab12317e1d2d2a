"""Pure edits of a model: what they change, what follows along, and what they refuse."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from app.models.errors import DomainError, MissingText
from app.services.steering.modelcomparing import name_of
from app.services.steering.modeledits import (
    add_document_kind,
    add_level,
    add_perspective,
    checked,
    in_order,
    move,
    new_key,
    remove,
    row_of,
    rows_of,
    set_fields,
    set_info,
)
from app.services.steering.modelerrors import LastPart, NameTaken, PartGone, Unfitting
from app.services.steering.modelformat import ModelFile, find_model, parse_model, write_model

ECONOMY = "Har anslagna resurser använts på optimalt sätt?"
LJUS, HEBY = find_model("ljusnarsberg"), find_model("heby")


def keys(model: ModelFile, part: str) -> list[str]:
    return [row.key for row in in_order(model, part)]


def orders(model: ModelFile, part: str) -> list[int]:
    return [row.order for row in in_order(model, part)]


# What is changed


def test_a_renamed_level_keeps_its_key_and_everything_else() -> None:
    after = set_fields(LJUS, "levels", "osb", name="  Mål och budget ")
    assert row_of(after, "levels", "osb").name == "Mål och budget"
    assert set_fields(after, "levels", "osb", name=row_of(LJUS, "levels", "osb").name) == LJUS


def test_what_a_user_changes_is_no_longer_read_out_of_the_source() -> None:
    assert row_of(LJUS, "perspectives", "ekonomi").derived == ("short_name",)
    after = set_fields(LJUS, "perspectives", "ekonomi", short_name="Pengar")
    assert row_of(after, "perspectives", "ekonomi").derived == ()
    put_together = next(row for row in in_order(HEBY, "levels") if not row.name_literal)
    renamed = set_fields(HEBY, "levels", put_together.key, name="Eget namn")
    assert row_of(renamed, "levels", put_together.key).name_literal


def test_giving_a_field_its_own_value_changes_nothing() -> None:
    short = row_of(LJUS, "perspectives", "ekonomi").short_name
    assert set_fields(LJUS, "perspectives", "ekonomi", short_name=short) == LJUS
    assert set_info(LJUS, title=LJUS.model.title) == LJUS


def test_the_models_own_title_and_validity_are_set() -> None:
    after = set_info(LJUS, title=" Ny modell ", valid_from=date(2027, 1, 1), summary=None)
    assert (after.model.title, after.model.valid_from, after.model.summary) == (
        "Ny modell",
        date(2027, 1, 1),
        None,
    )


def test_text_is_kept_in_one_form_so_that_a_file_gives_it_back() -> None:
    after = set_fields(LJUS, "levels", "vision", question="Va\u030ad a\u0308r ma\u030alet?")
    after = set_info(after, purposes=("Na\u030agot",))
    assert row_of(after, "levels", "vision").question == "V\u00e5d \u00e4r m\u00e5let?"
    assert after.model.purposes == ("N\u00e5got",)
    assert parse_model(write_model(after).encode(), "x") == after


# What is added


def test_a_new_level_stands_after_the_one_named_or_last() -> None:
    after = add_level(LJUS, name="Delmål", form="goal", parent="verksamhetsmal", after="verksamhetsmal")
    assert keys(after, "levels")[6:8] == ["verksamhetsmal", "delmal"]
    assert orders(after, "levels") == list(range(1, 14))
    last = add_level(LJUS, name="Delmål", form="goal", parent=None)
    assert keys(last, "levels")[-1] == "delmal"
    gone = add_level(LJUS, name="Delmål", form="goal", parent=None, after="ingen")
    assert keys(gone, "levels")[-1] == "delmal"


def test_the_first_perspective_of_a_model_that_had_none_is_the_only_one() -> None:
    after = add_perspective(HEBY, name="Medborgare", question="Vad märks?")
    (made,) = after.perspectives or ()
    assert (made.key, made.order, made.question) == ("medborgare", 1, "Vad märks?")
    assert remove(after, "perspectives", "medborgare").perspectives == ()


def test_a_new_document_kind_needs_a_category() -> None:
    after = add_document_kind(LJUS, name="Policy", category="styrdokument", after="vision")
    assert keys(after, "document_kinds")[:3] == ["vardegrund", "vision", "policy"]
    with pytest.raises(MissingText, match="Kategorin saknas"):
        add_document_kind(LJUS, name="Policy", category=" ")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Nämndplan", "namndplan"),
        ("Ögon & Öron, 2 st", "ogon_oron_2_st"),
        ("2030-målen", "ny_2030_malen"),
        ("日本 🎉", "ny"),
        ("Straße", "strasse"),
        ("Vision", "vision_2"),
        ("x" * 99, "x" * 40),
        ("Ma\u030al", "mal"),
    ],
)
def test_a_key_is_made_from_the_name_and_is_unlike_the_others(name: str, key: str) -> None:
    assert new_key(LJUS, "levels", name) == key


def test_keys_stay_unlike_when_names_differ_only_in_signs() -> None:
    model = LJUS
    for name in ("Mål!", "Mål?", "Mål.", "Mal"):
        model = add_level(model, name=name, form="goal", parent=None)
    assert keys(model, "levels")[-4:] == ["mal", "mal_2", "mal_3", "mal_4"]


# What is moved


@pytest.mark.parametrize(("steps", "place"), [(1, 2), (-1, 0), (99, 3), (-99, 0), (0, 1)])
def test_a_row_is_moved_and_stops_at_the_ends(steps: int, place: int) -> None:
    after = move(LJUS, "perspectives", "processer", steps=steps)
    assert keys(after, "perspectives")[place] == "processer"
    assert orders(after, "perspectives") == [1, 2, 3, 4]
    assert set(keys(after, "perspectives")) == set(keys(LJUS, "perspectives"))


def test_moving_there_and_back_changes_nothing() -> None:
    for part in ("levels", "perspectives", "document_kinds", "unit_kinds"):
        key = keys(LJUS, part)[1]
        assert move(move(LJUS, part, key, steps=1), part, key, steps=-1) == LJUS


# What is removed


def test_levels_below_a_removed_one_stand_under_the_one_above() -> None:
    after = remove(LJUS, "levels", "osb")
    for key in ("strategiskt_omrade", "finansiellt_mal", "uppdragshandling"):
        assert row_of(after, "levels", key).parent == "vision"
    # What was built on beside it is not said twice.
    assert row_of(after, "levels", "uppdragshandling").sources == ("oversiktsplan",)
    assert row_of(after, "levels", "verksamhetsplan").sources == ()
    assert row_of(after, "document_kinds", "osb").level is None
    assert orders(after, "levels") == list(range(1, 12))


def test_levels_below_a_removed_one_stand_under_its_heir() -> None:
    after = remove(LJUS, "levels", "osb", heir="programplan")
    assert row_of(after, "levels", "strategiskt_omrade").parent == "programplan"
    assert row_of(after, "levels", "verksamhetsplan").sources == ("programplan",)
    assert row_of(after, "document_kinds", "osb").level == "programplan"


def test_an_heir_below_the_removed_level_moves_up_into_its_place() -> None:
    after = remove(LJUS, "levels", "osb", heir="uppdragshandling")
    assert row_of(after, "levels", "uppdragshandling").parent == "vision"
    assert row_of(after, "levels", "uppdragshandling").sources == ("oversiktsplan",)
    assert row_of(after, "levels", "strategiskt_omrade").parent == "uppdragshandling"
    assert row_of(after, "levels", "verksamhetsplan").sources == ()


def test_the_top_level_can_go_and_the_next_takes_its_place() -> None:
    after = remove(LJUS, "levels", "vardegrund")
    assert row_of(after, "levels", "vision").parent is None


def test_notes_on_a_removed_part_speak_of_its_heir_or_of_what_is_left() -> None:
    def places(model: ModelFile, key: str) -> tuple[str, ...]:
        return row_of(model, "inconsistencies", key).places

    assert places(remove(LJUS, "perspectives", "ekonomi"), "INC-42") == (
        "perspective.medborgare",
        "perspective.processer",
        "perspective.medarbetare",
    )
    assert places(remove(LJUS, "perspectives", "ekonomi", heir="processer"), "INC-42") == (
        "perspective.medborgare",
        "perspective.processer",
        "perspective.medarbetare",
    )
    assert places(remove(LJUS, "levels", "programplan", heir="vision"), "INC-41") == ("level.vision",)
    assert places(remove(LJUS, "levels", "programplan"), "INC-41") == ()


def test_reports_speak_of_a_document_kinds_heir() -> None:
    report = next(row for row in in_order(HEBY, "report_kinds") if row.document_kind)
    other = next(key for key in keys(HEBY, "document_kinds") if key != report.document_kind)
    with_heir = remove(HEBY, "document_kinds", report.document_kind, heir=other)
    assert row_of(with_heir, "report_kinds", report.key).document_kind == other
    without = remove(HEBY, "document_kinds", report.document_kind)
    assert row_of(without, "report_kinds", report.key).document_kind is None


@pytest.mark.parametrize("model", [LJUS, HEBY], ids=["ljusnarsberg", "heby"])
def test_every_level_but_the_last_can_go_in_any_order(model: ModelFile) -> None:
    for key in keys(model, "levels")[1:]:
        model = remove(model, "levels", key)
    (last,) = in_order(model, "levels")
    with pytest.raises(LastPart) as refused:
        remove(model, "levels", last.key)
    assert refused.value.message == f"Nivån ”{last.name}” är den enda som finns kvar och kan inte tas bort."


# What is refused

Edit = Callable[[ModelFile], object]


@pytest.mark.parametrize(
    ("edit", "error"),
    [
        (lambda model: set_fields(model, "levels", "vision", name=" översiktsPLAN "), NameTaken),
        (lambda model: add_level(model, name="Vision 2020", form="goal", parent=None), NameTaken),
        (lambda model: add_perspective(model, name=ECONOMY.upper()), NameTaken),
        (lambda model: add_level(model, name=" ", form="goal", parent=None), MissingText),
        (lambda model: set_fields(model, "levels", "vision", name=""), MissingText),
        (lambda model: set_info(model, title=" "), MissingText),
        (lambda model: set_fields(model, "levels", "borta", name="A"), PartGone),
        (lambda model: move(model, "levels", "borta", steps=1), PartGone),
        (lambda model: remove(model, "perspectives", "borta"), PartGone),
        (lambda model: add_level(model, name="A", form="goal", parent="borta"), Unfitting),
        (lambda model: add_level(model, name="A", form="mål", parent=None), Unfitting),
        (lambda model: add_level(model, name="A\x07", form="goal", parent=None), Unfitting),
        (lambda model: set_fields(model, "levels", "vision", parent="osb"), Unfitting),
        (lambda model: set_fields(model, "levels", "vision", question=" "), Unfitting),
        (lambda model: set_fields(model, "levels", "osb", decided_by=("borta",)), Unfitting),
        (lambda model: remove(model, "wheels", "huvud"), Unfitting),
        (lambda model: remove(model, "unit_kinds", "bolag"), Unfitting),
        (lambda model: remove(model, "levels", "osb", heir="borta"), Unfitting),
        (lambda model: set_info(model, valid_from=date(2027, 1, 1), valid_to=date(2026, 1, 1)), Unfitting),
        (lambda model: checked(model.model_copy(update={"levels": ()})), Unfitting),
    ],
)  # fmt: skip
def test_an_edit_after_which_the_model_would_not_hold_is_refused(
    edit: Edit, error: type[DomainError]
) -> None:
    before = LJUS.model_copy(deep=True)
    with pytest.raises(error):
        edit(LJUS)
    assert before == LJUS


def test_moving_in_a_part_that_is_not_there_is_refused() -> None:
    with pytest.raises(PartGone):
        move(HEBY, "perspectives", "ekonomi", steps=1)


def test_a_name_may_be_given_back_to_the_row_that_has_it() -> None:
    name = row_of(LJUS, "levels", "vision").name
    assert (
        row_of(set_fields(LJUS, "levels", "vision", name=name.upper()), "levels", "vision").name
        == "VISION 2020"
    )


def test_rows_that_are_not_there_are_none() -> None:
    assert list(rows_of(HEBY, "perspectives")) == []


# How refusals are said


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (
            lambda model: set_fields(model, "levels", "vision", parent="osb"),
            "nivån ”Vision 2020” bygger på sig själv: Vision 2020 → Övergripande strategier och budget (ÖSB)"
            " → Vision 2020.",
        ),
        (
            lambda model: set_fields(model, "levels", "vision", question=" "),
            "nivån ”Vision 2020”: ”Fråga” är en tom text.",
        ),
        (
            lambda model: set_info(model, valid_from=date(2027, 1, 1), valid_to=date(2026, 1, 1)),
            "”Gäller till” är 2026-01-01, men får inte vara före ”Gäller från”, 2027-01-01.",
        ),
        (
            lambda model: remove(model, "unit_kinds", "bolag"),
            "organet ”Bolag”: ”Slag” anger organslaget ”Bolag”, som inte finns.",
        ),
    ],
)
def test_a_refusal_speaks_of_parts_by_name_and_of_fields_as_the_screen_does(edit: Edit, said: str) -> None:
    with pytest.raises(Unfitting) as refused:
        edit(LJUS)
    assert refused.value.message == f"Modellen skulle inte hänga ihop: {said}"


@pytest.mark.parametrize("part", ["unit_kinds", "bodies", "wheels"])
def test_a_refusal_never_calls_a_part_by_its_key(part: str) -> None:
    refused = {row.key: _refusal(partial(remove, part=part, key=row.key)) for row in rows_of(LJUS, part)}
    assert any(refused.values())
    for row in rows_of(LJUS, part):
        said = refused[row.key]
        assert f"”{row.key}”" not in said
        assert not said or f"”{name_of(row)}”" in said


def _refusal(edit: Edit) -> str:
    try:
        edit(LJUS)
    except Unfitting as refused:
        return refused.message
    return ""


def test_what_only_speaks_of_a_removed_part_does_not_keep_it() -> None:
    after = remove(LJUS, "agreement_kinds", "uppdragshandling")
    assert row_of(after, "inconsistencies", "INC-53").places == ()
    after = remove(LJUS, "wheel_patterns", "LJ-08")
    assert "wheel_pattern.LJ-08" not in row_of(after, "inconsistencies", "INC-40").places
    steps = row_of(after, "document_kinds", "osb").decision_steps
    assert [step.wheel_pattern for step in steps if step.key == "forslag"] == [None]
