"""The kinds of agreements that the models of the country have, and their words."""

import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from app.models.agreements import AgreementKind, AgreementPart
from app.services.agreements.kinds import fills_of, kind_words, kinds, per_of, role_of_performer
from app.services.steering import modelformat_process as process
from app.services.steering.modelformat import find_model
from app.services.steering.modelformat_model import ModelFile
from app.services.steering.modelrows import row_keys
from tests.services.agreements.office import Office

MODELS = ("borlange", "fagersta", "heby", "ljusnarsberg", "norberg", "strangnas", "vansbro")


def every_kind() -> Iterator[tuple[ModelFile, process.AgreementKind]]:
    for name in MODELS:
        model = find_model(name)
        for kind in model.agreement_kinds or ():
            yield model, kind


def texts_of(kind: process.AgreementKind) -> Iterator[str]:
    for section in kind.sections or ():
        said = [section.standard_text, section.standard_text_external]
        said += [section.wording_extra, section.wording_within]
        for clause in section.clauses:
            said += [clause.text, clause.text_external]
        yield from (text for text in said if text)


def named(name: str, **details: object) -> AgreementKind:
    return AgreementKind(key="a", position=0, name=name, details=details)


@pytest.mark.parametrize(
    ("name", "definite", "plural", "article"),
    [
        ("Uppdragshandling", "Uppdragshandlingen", "Uppdragshandlingar", "en"),
        ("Resultatkontrakt", "Resultatkontraktet", "Resultatkontrakt", "ett"),
        ("Överenskommelse/avtal", "Överenskommelsen", "Överenskommelser", "en"),
        ("Serviceåtagande", "Serviceåtagandet", "Serviceåtaganden", "ett"),
        ("Verksamhetsplan", "Verksamhetsplanen", "Verksamhetsplaner", "en"),
        ("Pakt", "Pakt", "Pakt", "ett"),
    ],
)
def test_a_kind_without_forms_of_its_own_is_bent_by_its_ending(
    name: str, definite: str, plural: str, article: str
) -> None:
    words = kind_words(named(name))
    assert (words.definite, words.plural, words.article) == (definite, plural, article)
    assert (words.client_label, words.performer_label, words.signed) == ("Beställare", "Utförare", True)


def test_the_models_own_words_go_first() -> None:
    parties = [
        {"name": "Kommunen", "side": "performer", "label": "Verksamhet"},
        {"name": "B", "label": "Till"},
    ]
    words = kind_words(named("Löfte", definite="Det", plural="De", signed=False, parties=parties))
    assert (words.definite, words.plural, words.signed) == ("Det", "De", False)
    assert (words.client_label, words.performer_label) == ("Till", "Verksamhet")
    assert (words.one, words.this, words.many) == ("löfte", "det", "de")


def test_two_roles_are_parties_and_a_unit_with_an_unnamed_side_is_not() -> None:
    assert role_of_performer(named("A", parties=[{"name": "Chef"}, {"name": "Medarbetare"}])) == "Medarbetare"
    assert role_of_performer(named("A", parties=[{"name": "K", "side": "performer"}, {"name": "B"}])) is None


def test_an_unknown_word_of_whom_it_is_made_for_is_every_performer() -> None:
    assert [per_of(named("A", per=one)) for one in ("unit", "client_pair", "annat", None)] == [
        "unit", "client_pair", "performer", "performer",
    ]  # fmt: skip


def test_parts_of_older_models_are_filled_in_as_before_and_others_in_one_order() -> None:
    parts = [AgreementPart(key=key, details={}) for key in ("spelregler", "atagande", "uppfoljning", "annat")]
    assert [fills_of(part) for part in parts] == [("frames",), ("commitments",), ("follow_up",), ()]
    assert fills_of(AgreementPart(key="spelregler", details={"fills": []})) == ()
    mixed = AgreementPart(key="a", details={"fills": ["follow_up", "okänt", "frames"]})
    assert fills_of(mixed) == ("frames", "follow_up")


def test_the_kinds_of_a_file_stand_with_how_many_there_are(office: Office) -> None:
    (row,) = office.database.read(kinds)
    assert (row.key, row.name, row.plural, row.per) == (
        "uppdragshandling", "Uppdragshandling", "Uppdragshandlingar", "performer",
    )  # fmt: skip
    assert (row.count, row.term_years, row.signed) == (25, 3, True)


def test_every_kind_of_every_model_has_its_forms_and_something_to_say() -> None:
    found = list(every_kind())
    assert len(found) == 17
    for model, kind in found:
        where = model.municipality.name, kind.key
        assert kind.plural, where
        assert kind.definite, where
        assert kind.sections, where
        assert list(texts_of(kind)), where
        assert any(section.fills or section.written for section in kind.sections), where


def test_standard_texts_read_well_whatever_stands_in_their_fields() -> None:
    for model, kind in every_kind():
        for text in texts_of(kind):
            where = model.municipality.name, kind.key, text
            assert text[0].isupper() or text.startswith("{kommun}"), where
            assert text.endswith("."), where
            assert not re.search(r"[.!?] \{(?!kommun\}|utförare\}|enhet\})", text), where
            assert "  " not in text, where


def test_what_the_program_proposes_is_marked_so_and_refers_to_levels_that_exist() -> None:
    for model, kind in every_kind():
        for section in kind.sections or ():
            where = model.municipality.name, kind.key, section.key
            proposed = section.standard_text or not section.source
            assert not proposed or section.origin == "forslag", where
            assert set(section.levels or ()) <= set(row_keys(model, "levels")), where
            assert bool(section.levels) == ("goals" in (section.fills or ())), where
            assert "assignments" not in (section.fills or ()) or section.wording_extra, where


def test_a_kind_row_says_nothing_that_a_details_column_of_none_would_break() -> None:
    bare = SimpleNamespace(name="Avtal", details=None, key="a")
    assert kind_words(bare).definite == "Avtalet"  # type: ignore[arg-type]
