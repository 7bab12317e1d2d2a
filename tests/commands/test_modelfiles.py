"""`new`, `export`, `import` and `info` with steering models as files."""

import os
import random
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from app.services.clock import Clock, fixed_clock
from app.services.exchange.modelfiles import read_model_file, write_model_file
from app.services.exchange.newfile import create_file
from app.services.steering.modeledits import add_level, add_perspective, move, remove, set_fields, set_info
from app.services.steering.modelformat import ModelFile, find_model, write_model
from app.services.steering.ownmodel import Edit, change_model, new_edition, own_model, own_version
from app.services.storage import Database, changelog
from tests.commands.conftest import Run

HEBY = find_model("heby")
COUNTS = ("would_add", "would_change", "would_remove")


@pytest.fixture
def heby(tmp_path: Path, clock: Clock) -> Path:
    path = tmp_path / "Heby.styr"
    create_file(path, "heby", clock=clock, user="Prov", example_year=None)
    return path


def change(path: Path, clock: Clock, *edits: Edit) -> None:
    database = Database.open(path, clock=clock, user="Prov")
    try:
        for edit in edits:
            version = database.read(own_version)
            database.write(partial(change_model, edit=edit, expected_version=version, words="Ändrade"))
    finally:
        database.close()


def model_of(path: Path, clock: Clock) -> ModelFile:
    database = Database.open(path, clock=clock, user="Prov", read_only=True)
    try:
        return database.read(own_model)
    finally:
        database.close()


def entries(path: Path, clock: Clock) -> int:
    database = Database.open(path, clock=clock, user="Prov", read_only=True)
    try:
        return database.read(changelog.last_number)
    finally:
        database.close()


def test_an_own_model_goes_out_into_a_new_file_and_is_equal_there(
    tmp_path: Path, run: Run, clock: Clock
) -> None:
    first, second = tmp_path / "första.styr", tmp_path / "andra.styr"
    assert run("new", first, "--model", "heby").code == 0
    level = HEBY.levels[2].key
    change(
        first,
        clock,
        lambda model: set_fields(model, "levels", level, name="Långsiktiga mål"),
        lambda model: add_perspective(model, name="Medborgare", question="Vad märker den som bor här?"),
    )
    out = tmp_path / "egen modell.toml"
    told = run("export", first, "styrmodell", "--out", out, "--json")
    assert (told.code, told.json["failed"]) == (0, [])
    assert told.json["files"][0]["bytes"] == out.stat().st_size
    assert run("new", second, "--model", out).code == 0
    own = model_of(second, clock)
    assert own == model_of(first, clock)
    assert next(each for each in own.levels if each.key == level).name == "Långsiktiga mål"
    assert [each.name for each in own.perspectives or ()] == ["Medborgare"]
    assert run("check", second).out == "Inget att anmärka på.\n"
    again = tmp_path / "igen.toml"
    assert run("export", second, "styrmodell", "--out", again).out == f"{again}\n"
    assert again.read_bytes() == out.read_bytes()
    assert run("import", second, "styrmodell", again).out == (
        "igen.toml är lik den modell som filen redan har. Inget ändrades.\n"
    )


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("heby", "heby"),
        ("Heby kommun", "heby"),
        ("Falu kommun", "falun"),
        ("Sätters", "sater"),
        ("Sa\u0308ter", "sater"),
    ],
)
def test_a_model_is_chosen_by_every_name_also_beside_a_file_of_that_name(
    name: str, key: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("heby").write_text("annat", encoding="utf-8")
    assert run("new", "x.styr", "--model", name).code == 0
    assert run("info", "x.styr", "--json").json["model"] == key


# Export


def test_export_into_a_folder_names_the_file_by_the_model(heby: Path, tmp_path: Path, run: Run) -> None:
    told = run("export", heby, "styrmodell", "--out", tmp_path, "--json").json
    assert [Path(each["path"]) for each in told["files"]] == [tmp_path / "heby.toml"]
    assert read_model_file(tmp_path / "heby.toml") == HEBY


def test_an_earlier_edition_can_be_exported(heby: Path, tmp_path: Path, run: Run, clock: Clock) -> None:
    database = Database.open(heby, clock=clock, user="Prov")
    version = database.read(own_version)
    database.write(partial(new_edition, starts=date(2028, 1, 1), expected_version=version))
    database.close()
    change(heby, clock, lambda model: add_perspective(model, name="Medborgare"))
    for number, perspectives in ((1, 0), (2, 1)):
        out = tmp_path / f"{number}.toml"
        assert run("export", heby, "styrmodell", "--out", out, "--version", str(number)).code == 0
        written = read_model_file(out)
        assert (written.edition, len(written.perspectives or ())) == (number, perspectives)
    refused = run("export", heby, "styrmodell", "--out", tmp_path / "3.toml", "--version", "3")
    assert (refused.code, refused.err) == (
        1,
        "Upplaga 3 av styrmodellen finns inte i filen. Där finns upplaga 1, 2.\n",
    )
    assert not (tmp_path / "3.toml").exists()


def test_a_model_is_never_exported_over_a_municipalitys_file(heby: Path, tmp_path: Path, run: Run) -> None:
    before = heby.read_bytes()
    for out in (heby, tmp_path / "annan.styr"):
        refused = run("export", heby, "styrmodell", "--out", out)
        assert refused.code == 1
        assert len(refused.err.splitlines()) == 1
    assert heby.read_bytes() == before
    assert not (tmp_path / "annan.styr").exists()
    assert run("export", heby, "styrmodell", "--out", tmp_path / ("x" * 300)).code == 1


# Import


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """Heby's model with a level renamed, one added, one removed and the words in another order."""
    model = set_fields(HEBY, "levels", "inriktningsmal", name="Långsiktiga mål")
    model = add_level(model, name="Etappmål", form="goal", parent="inriktningsmal")
    model = remove(model, "levels", "aktiviteter")
    model = move(model, "document_kinds", (HEBY.document_kinds or ())[0].key, steps=2)
    path = tmp_path / "ändrad.toml"
    write_model_file(path, model, source=None)
    return path


def test_a_dry_run_tells_what_would_change_and_changes_nothing(heby: Path, changed: Path, run: Run) -> None:
    before = heby.read_bytes()
    told = run("import", heby, "styrmodell", changed, "--dry-run", "--json")
    assert (told.code, told.err) == (0, "")
    assert tuple(told.json[name] for name in COUNTS) == (1, 2, 1)
    assert (told.json["left_out"], told.json["applied"]) == ([], False)
    text = run("import", heby, "styrmodell", changed, "--dry-run").out
    for line in (
        "lägger till  Nivå ”Etappmål”",
        "ändrar       Nivå ”Inriktningsmål” till ”Långsiktiga mål” (namn)",
        "tar bort     Nivå ”Aktiviteter”",
        "ordnar om    Dokumentslag",
        "1 läggs till, 2 ändras, 1 tas bort.",
        "Heby.styr är inte ändrad.",
    ):
        assert line in text
    assert heby.read_bytes() == before


def test_an_import_is_one_change_in_the_log(heby: Path, changed: Path, run: Run, clock: Clock) -> None:
    before = entries(heby, clock)
    told = run("import", heby, "styrmodell", changed, "--json").json
    assert (told["applied"], told["left_out"]) == (True, [])
    assert model_of(heby, clock) == read_model_file(changed)
    assert entries(heby, clock) == before + 1
    assert run("check", heby).code == 0
    again = run("import", heby, "styrmodell", changed, "--json").json
    assert tuple(again[name] for name in (*COUNTS, "applied")) == (0, 0, 0, False)
    assert entries(heby, clock) == before + 1


def test_an_import_for_people_ends_with_what_was_done(heby: Path, changed: Path, run: Run) -> None:
    assert run("import", heby, "styrmodell", changed).out.endswith("Läste in ändrad.toml i Heby.styr.\n")


def test_an_import_that_would_lose_something_is_refused_whole(
    example: Path, tmp_path: Path, run: Run
) -> None:
    before = example.read_bytes()
    model = find_model("ljusnarsberg")
    source = tmp_path / "mindre.toml"
    write_model_file(source, remove(model, "perspectives", "ekonomi"), source=None)
    for words in (("--dry-run",), ()):
        refused = run("import", example, "styrmodell", source, *words, "--json")
        assert refused.code == 1
        (place,) = refused.json["left_out"]
        assert place["place"] == "Perspektivet ”Har anslagna resurser använts på optimalt sätt?”"
        assert place["reason"].startswith("har ")
        assert refused.json["applied"] is False
        assert refused.err.startswith(f"mindre.toml lästes inte in. {place['place']} har ")
        assert len(refused.err.splitlines()) == 1
        assert example.read_bytes() == before
    write_model_file(source, HEBY, source=None)
    refused = run("import", example, "styrmodell", source)
    assert refused.code == 1
    assert len(refused.err.splitlines()) == 1
    assert " till). Läs in den i fönstret" in refused.err
    assert "Läste in" not in refused.out
    assert example.read_bytes() == before


def test_an_import_that_would_put_something_where_it_may_not_be_is_refused(
    example: Path, tmp_path: Path, run: Run
) -> None:
    before = example.read_bytes()
    model = find_model("ljusnarsberg")
    source = tmp_path / "annan form.toml"
    agreed = next(level for level in model.levels if level.form == "agreement")
    write_model_file(source, set_fields(model, "levels", agreed.key, form="document"), source=None)
    refused = run("import", example, "styrmodell", source, "--json")
    assert refused.code == 1
    (place,) = refused.json["left_out"]
    assert place["place"] == "Styrmodellen"
    assert "kan därför inte byta" in place["reason"]
    assert refused.err == f"annan form.toml lästes inte in. {place['reason']}\n"
    assert example.read_bytes() == before


BAD = {
    "okänd nyckel": (
        lambda text: text.replace("edition = 1", "edition = 1\nfarg = 1", 1),
        "farg är en okänd",
    ),
    "ring": (lambda text: _with(text, 'key = "planer"', parent="aktiviteter"), "bygger på sig själv"),
    "saknad nivå": (lambda text: text.replace('parent = "vision"', 'parent = "visjon"', 1), "som inte finns"),
    "samma nyckel": (lambda text: text.replace('key = "planer"', 'key = "vision"', 1), "finns två gånger"),
    "fel typ": (lambda text: text.replace("edition = 1", 'edition = "ett"', 1), "ska vara ett heltal"),
    "tio megabyte": (lambda text: text + "#" * 10_000_000, "större än 2 MB"),
    "nyare": (lambda text: text.replace("format = 1", "format = 2", 1), "nyare version av programmet"),
    "nolltecken": (lambda text: text + "#\0", "tecken som inte är text"),
    "två tabeller": (lambda text: text + "\n[model]\ntitle = 'x'\n", "som redan finns"),
    "djup": (lambda text: text + "\nx = " + "[" * 5000, "för djupt"),
    "stort tal": (lambda text: text.replace("edition = 1", "edition = 0x" + "F" * 99_999, 1), "fler än 18"),
    "inte toml": (lambda text: text.replace("=", ":"), "inte giltig TOML"),
    "tom": (lambda _text: "", "filen är tom"),
}


def _with(text: str, key: str, *, parent: str) -> str:
    """The model's text with another parent of the level with a key."""
    head, tail = text.split(key, 1)
    before, after = tail.split('parent = "', 1)
    return f'{head}{key}{before}parent = "{parent}{after[after.index(chr(34)) :]}'


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_model_is_refused_in_one_line_and_nothing_is_changed(
    fault: str, heby: Path, tmp_path: Path, run: Run
) -> None:
    spoil, said = BAD[fault]
    source = tmp_path / "dålig modell.toml"
    source.write_text(spoil(write_model(HEBY)), encoding="utf-8")
    before, there = heby.read_bytes(), sorted(os.listdir(tmp_path))
    for words in (
        ("import", heby, "styrmodell", source),
        ("import", heby, "styrmodell", source, "--dry-run", "--json"),
        ("new", tmp_path / "ny.styr", "--model", source),
    ):
        refused = run(*words)
        assert (refused.code, refused.out) == (1, "")
        assert refused.err.startswith("Styrmodellen dålig modell.toml kan inte läsas in: ")
        assert said in refused.err
        assert len(refused.err.splitlines()) == 1
        assert len(refused.err) < 300
    assert heby.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == there


@pytest.mark.parametrize(
    "content", [random.Random(1).randbytes(9000), bytes(9000), "format = 1".encode("utf-16")]
)
def test_what_is_no_text_is_refused_in_one_line(content: bytes, heby: Path, run: Run) -> None:
    source = heby.with_name("skräp.toml")
    source.write_bytes(content)
    refused = run("import", heby, "styrmodell", source)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("Styrmodellen skräp.toml kan inte läsas in: ")
    assert len(refused.err.splitlines()) == 1


def test_a_file_of_a_municipality_is_no_model_to_import(heby: Path, run: Run) -> None:
    refused = run("import", heby, "styrmodell", heby)
    assert refused.err == "Styrmodellen Heby.styr kan inte läsas in: det är en databas och ingen TOML-fil.\n"
    missing = run("import", heby, "styrmodell", heby.with_name("saknas.toml"))
    assert "filen finns inte i ”" in missing.err


def test_an_import_waits_for_whoever_has_the_file_open(
    heby: Path, changed: Path, run: Run, clock: Clock
) -> None:
    database = Database.open(heby, clock=clock, user="Ekonomichefen")
    try:
        refused = run("import", heby, "styrmodell", changed)
        assert refused.code == 1
        assert "Ekonomichefen" in refused.err
        assert "Läste in" not in refused.out
        assert database.read(own_model) == HEBY
        assert run("import", heby, "styrmodell", changed, "--dry-run").code == 0
    finally:
        database.close()


# Info


def test_info_names_the_model_its_edition_and_how_long_it_is_valid(
    heby: Path, run: Run, clock: Clock
) -> None:
    told = run("info", heby, "--json").json
    assert (told["model"], told["edition"], told["valid_from"], told["valid_to"]) == ("heby", 1, None, None)
    assert "modellen anger ingen tid" in run("info", heby).out
    change(
        heby,
        fixed_clock(date(2026, 11, 21)),
        lambda model: set_info(model, valid_from=date(2027, 1, 1), title="Hebymodellen"),
    )
    database = Database.open(heby, clock=clock, user="Prov")
    version = database.read(own_version)
    database.write(partial(new_edition, starts=date(2030, 1, 1), expected_version=version))
    database.close()
    change(heby, clock, lambda model: set_info(model, valid_to=date(2033, 12, 31)))
    told = run("info", heby, "--json").json
    assert (told["edition"], told["valid_from"], told["valid_to"]) == (2, "2030-01-01", "2033-12-31")
    text = run("info", heby).out
    assert "Hebymodellen (heby, upplaga 2)" in text
    assert "från 2030-01-01 till och med 2033-12-31" in text
