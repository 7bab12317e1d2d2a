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


@pytest.mark.parametrize("written", ["Ra\u030ad", r"Ra\u030Ad", r"Ra\U0000030Ad"])
def test_words_are_read_in_unicode_form_nfc_however_they_are_written(written):
    model = parse(changed('name = "Råd"', f'name = "{written}"'))
    assert model.unit_kinds[0].name == "R\u00e5d"
    assert parse(write_model(model)) == model


def test_a_body_is_named_by_its_key():
    model = parse(MINIMAL)
    assert model.body_names(("kf",)) == ("Kommunfullmäktige",)
    assert model.body_names(None) is None


# What is not TOML


OPENING = "Styrmodellen prov.toml kan inte läsas in: "


def unreadable(content: bytes | str) -> str:
    """Why it is no file to read, without the opening that names it and the full stop."""
    with pytest.raises(ModelFileUnreadable) as caught:
        parse_model(content if isinstance(content, bytes) else content.encode(), "prov.toml")
    message = caught.value.message
    assert message.startswith(OPENING)
    assert message.endswith(".")
    return message.removeprefix(OPENING)[:-1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('format = 1\nkey = "prov\n', "rad 2, tecken 12, är inte giltig TOML"),
        ("format = 1\nedition = 1\nlevels = [\n\n", "rad 3, filens slut, är inte giltig TOML"),
        ("format = 1\nnamn: Heby\n", "rad 2, tecken 5, är inte giltig TOML"),
        (
            "format = 1\n[model]\nvalid_from = 2024-02-31\n",
            "rad 3 har ett datum eller klockslag som inte finns",
        ),
        ("format = 1\n\nedition = " + "9" * 5000, "ett tal i den är orimligt långt"),
    ],
)
def test_bad_toml_names_the_line(text, told):
    assert unreadable(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "format = 1\nformat = 1\n",
        "[model]\n[model]\n",
        "levels = 1\n[[levels]]\n",
        "model.title = 1\n[model]\n",
        "\nmodel = {title = 1, title = 2}",
    ],
)
def test_a_key_or_table_written_twice_names_the_line(text):
    assert unreadable(text) == "rad 2 anger en nyckel eller tabell som redan finns"


def test_text_that_is_not_utf8_names_the_line():
    told = unreadable("format = 1\nname = 'Råd'".encode("latin-1"))
    assert told == "rad 2 är inte skriven i UTF-8, så spara om filen som UTF-8"


@pytest.mark.parametrize("coding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_known_with_and_without_its_mark(coding):
    told = unreadable(MINIMAL.encode(coding))
    assert told == "filen är sparad som UTF-16 och behöver sparas om som UTF-8"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"format = 1\n# \0\n", "rad 2 har tecken som inte är text"),
        (bytes(range(256)) * 40, "rad 1 har tecken som inte är text"),
        (b"SQLite format 3\0" + bytes(4000), "det är en databas och ingen TOML-fil"),
        (b"PK\x03\x04" + b"x" * 90, "det är en zip-fil eller ett Office-dokument och ingen TOML-fil"),
        (b"%PDF-1.7\n%\xe2\xe3", "det är ett PDF-dokument och ingen TOML-fil"),
        (b"[budget]\nyears = 3\n", "den innehåller ingen styrmodell"),
    ],
)
def test_what_is_something_else_is_said_to_be(content, told):
    assert unreadable(content) == told


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_said_to_be_empty(content):
    assert unreadable(content) == "filen är tom"


@pytest.mark.parametrize("opening", ["[", "{a = ", "[{a.b.c = "])
def test_lists_and_tables_without_end_in_each_other_are_refused(opening):
    assert unreadable("levels = " + opening * 100_000) == "listor eller tabeller ligger för djupt i varandra"


@pytest.mark.parametrize(
    "line",
    ["{}a = 1", "[{}a]", "[[{}a]]", "x = {{{}a = 1}}", 'x.{}"a b" = 1'],
    ids=["key", "table", "row", "inline", "quoted"],
)
def test_a_key_of_a_million_steps_is_refused_at_once(line):
    assert unreadable("format = 1\n" + line.format("a." * 900_000)) == "nyckeln på rad 2 har för många led"


def test_a_text_may_have_any_number_of_full_stops():
    long = "Ett ord. " * 400 + "." * 400 + "a.b" * 100
    assert parse(changed('"Provmodell"', f'"{long}"')).model.title == long


def test_a_very_large_file_is_refused_unread(tmp_path):
    large = tmp_path / "stor fil å.toml"
    large.write_bytes(b"#" * (LARGEST_FILE + 1))
    with pytest.raises(ModelFileUnreadable) as caught:
        read_model(large)
    assert caught.value.message == "Styrmodellen stor fil å.toml kan inte läsas in: filen är större än 2 MB."


def test_ten_megabytes_of_text_are_refused_by_name():
    assert unreadable(b'name = "' + "å".encode() * 5_000_000 + b'"') == "filen är större än 2 MB"


def test_a_file_that_is_not_there_is_named_with_its_folder(tmp_path):
    with pytest.raises(ModelFileUnreadable) as caught:
        read_model(tmp_path / "borta.toml")
    assert caught.value.message == (
        f"Styrmodellen borta.toml kan inte läsas in: filen finns inte i ”{tmp_path}”."
    )


def test_a_folder_is_not_a_model(tmp_path):
    with pytest.raises(ModelFileUnreadable, match="det är en mapp och ingen fil"):
        read_model(tmp_path)


def test_a_name_that_is_too_long_is_refused(tmp_path):
    with pytest.raises(ModelFileUnreadable, match="går inte att öppna"):
        read_model(tmp_path / ("x" * 5000))


@pytest.mark.parametrize("found", ["7", "0x" + "F" * 90_000])
def test_a_model_newer_than_the_program_says_so_before_anything_else(found):
    with pytest.raises(ModelFileNewer) as caught:
        parse(changed("format = 1", f'format = {found}\nnewkey = "x"'))
    told = "7" if found == "7" else "ett tal med fler än 18 siffror"
    assert caught.value.message == (
        f"{OPENING}den är gjord för en nyare version av programmet (format {told}, här läses högst format 1)."
    )


# Round trips


def _alphabet() -> st.SearchStrategy[str]:
    return st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t")


_KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True)
_KNOWN: list[tuple[Any, st.SearchStrategy[Any]]] = [
    (base.Text, st.text(_alphabet(), min_size=1, max_size=12).filter(lambda text: bool(text.strip()))),
    (base.Key, _KEYS),
    (base.LawStep, st.from_regex(r"[a-z][a-z0-9-]{0,5}", fullmatch=True)),
    (base.Place, st.builds("{}.{}".format, st.sampled_from(["level", "wheel_pattern"]), _KEYS)),
    (base.MonthDay, st.just("02-29")),
    (base.Whole, st.integers(0, 10**12)),
    (base.Positive, st.integers(1, 99)),
    (base.Year, st.integers(1900, 2200)),
    (base.Month, st.integers(1, 12)),
    (base.Day, st.integers(1, 31)),
    (base.MandateYear, st.integers(0, 4)),
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
