"""Reading and writing of model files: what is refused and how it is said, and exact round trips."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.services.steering import modelformat_base as base
from app.services.steering.modelformat import (
    LARGEST_FILE,
    ModelFile,
    ModelFileInvalid,
    ModelFileNewer,
    ModelFileUnreadable,
    ModelUnknown,
    available_models,
    find_model,
    parse_model,
    read_model,
    write_model,
)

TRIALS = Path(__file__).parents[2] / "data" / "styrmodeller"
CARRIED = Path(__file__).parents[3] / "resources" / "styrmodeller"

MINIMAL = (TRIALS / "minsta.toml").read_text("utf-8")


def parse(text: str) -> ModelFile:
    return parse_model(text.encode(), "prov.toml")


def refused(text: str) -> str:
    """The message of the refusal, without the opening that names the file."""
    with pytest.raises(ModelFileInvalid) as caught:
        parse(text)
    return caught.value.message.removeprefix("Styrmodellen prov.toml har ")


def changed(old: str, new: str) -> str:
    assert MINIMAL.count(old) >= 1
    return MINIMAL.replace(old, new, 1)


def test_a_minimal_model_is_read():
    model = parse(MINIMAL)
    assert [level.name for level in model.levels] == ["Vision", "Plan"]
    assert model.perspectives is None


def test_an_absent_list_and_an_empty_list_are_told_apart():
    silent = parse(MINIMAL)
    none = parse(MINIMAL.replace("edition = 1\n", "edition = 1\nperspectives = []\n"))
    assert silent.perspectives is None
    assert none.perspectives == ()
    assert parse(write_model(none)) == none
    assert parse(write_model(silent)) == silent


def test_words_are_read_in_unicode_form_nfc():
    assert parse(changed('name = "Råd"', 'name = "Ra\u030ad"')).unit_kinds[0].name == "Råd"


def test_a_body_is_named_by_its_key():
    model = parse(MINIMAL)
    assert model.body_names(("kf",)) == ("Kommunfullmäktige",)
    assert model.body_names(None) is None


# What is not TOML


def unreadable(content: bytes) -> str:
    with pytest.raises(ModelFileUnreadable) as caught:
        parse_model(content, "prov.toml")
    return caught.value.message


def test_bad_toml_names_the_line():
    assert unreadable(b'format = 1\nkey = "prov\n') == (
        "Styrmodellen prov.toml går inte att läsa: fel i TOML på rad 2, tecken 12. "
        "Rätta raden och försök igen."
    )


def test_toml_that_ends_too_soon_names_the_last_line():
    assert "rad 3, filens slut" in unreadable(b"format = 1\nedition = 1\nlevels = [\n\n")


def test_a_key_written_twice_is_bad_toml():
    assert "fel i TOML på rad 2" in unreadable(b"format = 1\nformat = 1\n")


def test_text_that_is_not_utf8_names_the_line():
    assert unreadable("format = 1\nname = 'Råd'".encode("latin-1")) == (
        "Styrmodellen prov.toml går inte att läsa: rad 2 är inte skriven i UTF-8. "
        "Spara filen som UTF-8 och försök igen."
    )


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_said_to_be_empty(content):
    assert unreadable(content) == (
        "Styrmodellen prov.toml går inte att läsa: filen är tom. Välj en fil med en styrmodell."
    )


def test_lists_without_end_in_each_other_are_refused():
    assert "för djupt i varandra" in unreadable(b"levels = " + b"[" * 100_000)


def test_a_very_large_file_is_refused_unread(tmp_path):
    large = tmp_path / "stor fil å.toml"
    large.write_bytes(b"#" * (LARGEST_FILE + 1))
    with pytest.raises(ModelFileUnreadable, match=r"stor fil å\.toml.*större än 2 MB"):
        read_model(large)


def test_ten_megabytes_of_text_are_refused_by_name():
    told = unreadable(b'name = "' + "å".encode() * 5_000_000 + b'"')
    assert told == (
        "Styrmodellen prov.toml går inte att läsa: filen är större än 2 MB. Välj en fil med en styrmodell."
    )


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ModelFileUnreadable, match=r"borta\.toml går inte att läsa: filen finns inte"):
        read_model(tmp_path / "borta.toml")


def test_a_folder_is_not_a_model(tmp_path):
    with pytest.raises(ModelFileUnreadable, match="går inte att öppna"):
        read_model(tmp_path)


def test_a_model_newer_than_the_program_asks_for_an_update():
    with pytest.raises(ModelFileNewer) as caught:
        parse(changed("format = 1", 'format = 7\nnewkey = "x"'))
    assert caught.value.message == (
        "Styrmodellen prov.toml har format 7, men programmet läser högst format 1. "
        "Uppdatera programmet och försök igen."
    )


# Round trips


def _alphabet() -> st.SearchStrategy[str]:
    return st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t")


_KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True)
_KNOWN: list[tuple[Any, st.SearchStrategy[Any]]] = [
    (base.Text, st.text(_alphabet(), min_size=1, max_size=12).filter(lambda text: bool(text.strip()))),
    (base.Key, _KEYS),
    (base.Place, st.builds("{}.{}".format, st.sampled_from(["level", "wheel_pattern"]), _KEYS)),
    (base.MonthDay, st.just("02-29")),
    (base.Whole, st.integers(0, 10**12)),
    (base.Positive, st.integers(1, 99)),
    (base.Year, st.integers(1900, 2200)),
    (base.Month, st.integers(1, 12)),
    (base.Day, st.integers(1, 31)),
    (base.YearOffset, st.integers(-2, 3)),
    (base.Flag, st.booleans()),
    (base.Date, st.dates(date(1900, 1, 1), date(2200, 12, 31))),
]


def any_of(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type as it stands in the format."""
    for known, strategy in _KNOWN:
        if kind == known:
            return strategy
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if get_origin(kind) is tuple:
        return st.lists(any_of(get_args(kind)[0]), min_size=1, max_size=2).map(tuple)
    if get_origin(kind) is Annotated:
        return st.just("0486")
    if isinstance(kind, type) and issubclass(kind, base.Part):
        return part(kind)
    options = [st.none() if option is type(None) else any_of(option) for option in get_args(kind)]
    assert options, kind
    return st.one_of(*options)


@st.composite
def part(draw: st.DrawFn, cls: type[base.Part]) -> base.Part:
    hints = get_type_hints(cls, include_extras=True)
    values = {
        name: draw(any_of(hints[name]))
        for name, field in cls.model_fields.items()
        if field.is_required() or draw(st.booleans())
    }
    return cls(**values)


@given(part(ModelFile))
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_model_is_equal_after_writing_and_reading(model):
    again = ModelFile.model_validate(tomllib.loads(write_model(model)))
    assert again == model.model_copy(update={"format": base.FORMAT})


@pytest.mark.parametrize(
    "path", [*CARRIED.glob("*.toml"), *TRIALS.glob("*.toml")], ids=lambda path: path.stem
)
def test_every_shipped_model_is_equal_after_writing_and_reading(path):
    model = read_model(path)
    text = write_model(model)
    assert parse_model(text.encode(), path.name) == model
    assert write_model(parse_model(text.encode(), path.name)) == text


# Choosing a model


def test_the_carried_models_are_listed_with_their_counts():
    ljusnarsberg = next(model for model in available_models() if model.key == "ljusnarsberg")
    assert ljusnarsberg.name == "Ljusnarsberg"
    assert ljusnarsberg.title == "Styrmodell för Ljusnarsbergs kommun"
    assert (ljusnarsberg.levels, ljusnarsberg.perspectives, ljusnarsberg.wheel_patterns) == (12, 4, 15)
    assert (ljusnarsberg.document_kinds, ljusnarsberg.report_kinds, ljusnarsberg.agreement_kinds) == (
        18,
        4,
        1,
    )


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ljusnarsberg", "ljusnarsberg"),
        ("Ljusnarsberg", "ljusnarsberg"),
        (" LJUSNARSBERGS KOMMUN ", "ljusnarsberg"),
        ("Falu kommun", "falun"),
        ("Falun", "falun"),
        ("Säter", "sater"),
        ("Säters", "sater"),
        ("Sätters kommun", "sater"),
        ("sätters", "sater"),
        ("Strängnäs kommunkoncern", "strangnas"),
        ("Sa\u0308ters kommun", "sater"),
    ],
)
def test_a_model_is_found_by_key_name_alias_or_known_misspelling(name, key):
    assert find_model(name).key == key


@pytest.mark.parametrize("key", [summary.key for summary in available_models()])
def test_every_name_of_a_municipality_leads_to_its_own_model(key):
    who = find_model(key).municipality
    assert who.official_name in who.aliases
    assert {find_model(name).key for name in (who.name, who.official_name, *who.aliases)} == {key}


@pytest.mark.parametrize("name", ["atlantis", "../ljusnarsberg", ""])
def test_an_unknown_model_is_refused_with_the_ones_there_are(name):
    with pytest.raises(ModelUnknown) as caught:
        find_model(name)
    assert caught.value.message.startswith(f"Styrmodellen ”{name}” finns inte. Välj någon av: ")
    assert "ljusnarsberg" in caught.value.message
