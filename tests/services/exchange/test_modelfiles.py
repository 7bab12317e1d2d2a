"""A steering model as a file of its own: what is written, and what is never written over."""

import os
import shutil
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from app.models.errors import DomainError
from app.services.clock import Clock
from app.services.exchange import newfile
from app.services.exchange.modelfiles import (
    NoEdition,
    WouldReplaceFile,
    edition_of,
    proposed_name,
    read_model_file,
    replacing,
    write_model_file,
)
from app.services.exchange.newfile import NoExample, chosen_model, create_file
from app.services.steering.modeledits import add_perspective, set_fields
from app.services.steering.modelformat import (
    ModelFile,
    ModelFileInvalid,
    ModelFileUnreadable,
    ModelUnknown,
    available_models,
    find_model,
    write_model,
)
from app.services.steering.ownmodel import change_model, new_edition, own_model, own_version
from app.services.storage import Database

HEBY = find_model("heby")


def named(model: ModelFile, name: str) -> ModelFile:
    who = model.municipality.model_copy(update={"official_name": name})
    return model.model_copy(update={"municipality": who})


@pytest.fixture
def heby(tmp_path: Path, clock: Clock) -> Path:
    path = tmp_path / "Heby.styr"
    create_file(path, "heby", clock=clock, user="Prov", example_year=None)
    return path


# Written


@pytest.mark.parametrize("key", [summary.key for summary in available_models()])
def test_what_is_written_is_read_as_an_equal_model_and_written_again_to_the_byte(
    key: str, tmp_path: Path
) -> None:
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    model = find_model(key)
    write_model_file(first, model, source=None)
    assert read_model_file(first) == model
    write_model_file(second, read_model_file(first), source=None)
    assert first.read_bytes() == second.read_bytes()


def test_the_file_is_utf8_with_plain_line_ends_and_says_whose_it_is(tmp_path: Path) -> None:
    write_model_file(tmp_path / "x.toml", HEBY, source=None)
    content = (tmp_path / "x.toml").read_bytes()
    assert content.decode("utf-8").splitlines()[0] == "# Styrmodell för Heby kommun, upplaga 1."
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert proposed_name(HEBY) == "heby.toml"


@pytest.mark.parametrize("name", ["Heby\nfel = 1", "Heby\x7f kommun", "Heby\u2028kommun", 'Heby "\\ #'])
def test_no_name_breaks_the_first_line(name: str, tmp_path: Path) -> None:
    model = named(HEBY, name)
    write_model_file(tmp_path / "x.toml", model, source=None)
    assert read_model_file(tmp_path / "x.toml") == model


def test_an_older_file_is_replaced_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("gammalt\n" * 100_000, encoding="utf-8")
    write_model_file(path, HEBY, source=None)
    assert read_model_file(path) == HEBY
    assert os.listdir(tmp_path) == ["x.toml"]


# Never written over


def test_no_file_of_a_municipality_is_written_over(heby: Path, tmp_path: Path) -> None:
    before = heby.read_bytes()
    linked = tmp_path / "länk.toml"
    linked.symlink_to(heby)
    bare = shutil.copy(heby, tmp_path / "utan ändelse")
    for path in (heby, tmp_path / "HEBY.STYR", tmp_path / "ny.styr", linked, Path(bare)):
        with pytest.raises(WouldReplaceFile) as refused:
            write_model_file(path, HEBY, source=heby)
        assert path.name in refused.value.message
        assert "slutar på .toml" in refused.value.message
    assert heby.read_bytes() == before == Path(bare).read_bytes()
    assert not (tmp_path / "ny.styr").exists()


@pytest.mark.parametrize("place", ["ingen mapp/x.toml", "x" * 300 + ".toml", "mapp"])
def test_a_place_where_nothing_can_be_written_is_refused(place: str, tmp_path: Path) -> None:
    (tmp_path / "mapp").mkdir()
    with pytest.raises(DomainError):
        write_model_file(tmp_path / place, HEBY, source=None)
    assert os.listdir(tmp_path) == ["mapp"]


# Editions


def test_an_earlier_edition_is_found_by_its_number(heby: Path, clock: Clock) -> None:
    database = Database.open(heby, clock=clock, user="Prov")
    try:
        version = database.read(own_version)
        database.write(partial(new_edition, starts=date(2028, 1, 1), expected_version=version))
        first, second = (database.read(partial(edition_of, number=number)) for number in (1, 2))
        assert (first.edition, first.model.valid_to) == (1, date(2027, 12, 31))
        assert (second.edition, second.model.valid_from) == (2, date(2028, 1, 1))
        assert database.read(partial(edition_of, number=None)) == second
        with pytest.raises(NoEdition) as refused:
            database.read(partial(edition_of, number=3))
        assert refused.value.message == (
            "Upplaga 3 av styrmodellen finns inte i filen. Där finns upplaga 1, 2."
        )
    finally:
        database.close()


def test_a_model_that_is_taken_in_never_becomes_an_edition_that_is_kept(heby: Path, clock: Clock) -> None:
    database = Database.open(heby, clock=clock, user="Prov")
    try:
        version = database.read(own_version)
        database.write(partial(new_edition, starts=date(2028, 1, 1), expected_version=version))
        kept = database.read(partial(edition_of, number=1))
        taken = add_perspective(HEBY, name="Medborgare")
        database.write(
            partial(
                change_model, edit=replacing(taken), words="Prov", expected_version=database.read(own_version)
            )
        )
        assert database.read(own_model) == taken.model_copy(update={"edition": 2})
        assert database.read(partial(edition_of, number=1)) == kept
    finally:
        database.close()


def test_a_later_edition_keeps_its_number() -> None:
    later = HEBY.model_copy(update={"edition": 7})
    assert replacing(later)(HEBY).edition == 7
    assert replacing(HEBY)(later).edition == 7


# A new file from a model


def test_a_new_file_is_made_from_a_model_in_a_file(tmp_path: Path, clock: Clock) -> None:
    changed = set_fields(HEBY, "levels", HEBY.levels[0].key, name="Framtidsbild")
    write_model_file(tmp_path / "egen.toml", changed, source=None)
    create_file(tmp_path / "x.styr", tmp_path / "egen.toml", clock=clock, user="Prov", example_year=None)
    database = Database.open(tmp_path / "x.styr", clock=clock, user="Prov")
    try:
        assert database.read(own_model) == changed
    finally:
        database.close()


def test_a_word_means_a_carried_model_before_a_file_and_a_path_always_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    own = named(HEBY, "Egna Heby")
    for name in ("heby", "egen", "egen.TOML"):
        Path(name).write_text(write_model(own), encoding="utf-8")
    assert chosen_model("heby") == HEBY
    assert chosen_model("./heby") == own
    assert chosen_model("egen") == own
    assert chosen_model("egen.TOML") == own
    assert chosen_model(Path("heby")) == own
    with pytest.raises(ModelFileUnreadable):
        chosen_model("saknas.toml")
    with pytest.raises(ModelUnknown):
        chosen_model("saknas")


def test_nothing_is_made_from_a_model_that_cannot_be_read(tmp_path: Path, clock: Clock) -> None:
    bad = tmp_path / "fel.toml"
    bad.write_text(write_model(HEBY).replace('form = "goal"', 'form = "mål"', 1), encoding="utf-8")
    with pytest.raises(ModelFileInvalid):
        create_file(tmp_path / "x.styr", bad, clock=clock, user="Prov", example_year=None)
    assert os.listdir(tmp_path) == ["fel.toml"]


def test_the_example_is_put_only_into_the_model_that_it_was_written_for(tmp_path: Path, clock: Clock) -> None:
    model = find_model(newfile.MODEL)
    same, other = tmp_path / "a.toml", tmp_path / "b.toml"
    write_model_file(same, model, source=None)
    write_model_file(other, set_fields(model, "levels", "vision", name="Framtid"), source=None)
    with pytest.raises(NoExample) as refused:
        create_file(tmp_path / "b.styr", other, clock=clock, user="Prov", example_year=2027)
    assert "en ändrad modell för Ljusnarsberg" in refused.value.message
    assert not (tmp_path / "b.styr").exists()
    create_file(tmp_path / "a.styr", same, clock=clock, user="Prov", example_year=2027)
    assert (tmp_path / "a.styr").exists()
