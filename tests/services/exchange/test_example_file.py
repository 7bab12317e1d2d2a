"""The files of the example municipality: what they hold, and what is said when they are broken."""

import re
import shutil
from pathlib import Path

import pytest

from app.services.exchange.example_file import ExampleUnreadable, read_example
from app.services.exchange.example_format import Example
from app.services.paths import resource


@pytest.fixture(scope="module")
def example() -> Example:
    return read_example()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example's files that a test may break."""
    return Path(shutil.copytree(resource("resources", "exempel", "ljusnarsberg"), tmp_path / "exempel"))


def test_twenty_five_performers_have_a_frame_and_an_uppdragshandling_each(example: Example) -> None:
    performing = {unit.key for unit in example.units if unit.performer and unit.in_model}
    assert len(performing) == 25
    assert {frame.unit for frame in example.frames} == performing
    assert [agreement.unit for agreement in example.agreements].count("hemtjanst-kopparberg") == 1
    assert {agreement.unit for agreement in example.agreements} == performing
    assert len(example.agreements) == 25


def test_what_the_source_names_is_there_and_is_no_example(example: Example) -> None:
    facts = {unit.name for unit in example.units if not unit.example}
    assert {
        "Kommunfullmäktige",
        "Kommunstyrelsen",
        "Barnahus",
        "Hygiensköterska",
        "Tillnyktringsenhet",
    } < facts
    assert {"Länstrafiken", "Sofint", "Idrottsplatsskötsel", "Turistbyrå", "Kopparbergs marknad"} < facts
    assert {"Kommunalt badhus", "Företagshälsovård", "Leasingbilar", "Tvätt"} < facts
    assert {"Pedagogiskt material", "Livsmedel"} < facts
    kinds = [unit.kind for unit in example.units]
    assert kinds.count("utskott") == 3
    assert kinds.count("bolag") == 2


def test_joint_bodies_name_their_partner_municipalities(example: Example) -> None:
    partners = {unit.key: unit.partners for unit in example.units}
    assert partners["bygg-miljo"] == ("Hällefors", "Nora", "Lindesberg")
    assert partners["teknik"] == ("Hällefors", "Nora", "Lindesberg")
    assert partners["raddningstjanst"] == ("Ludvika",)


def test_external_performers_rest_on_a_contract_and_wait_for_the_model(example: Example) -> None:
    waiting = [unit for unit in example.units if unit.performer and not unit.in_model]
    assert {unit.key for unit in waiting} == {
        "idrottsplats", "turistbyra", "marknad", "badhus", "foretagshalsovard",
    }  # fmt: skip
    assert all(unit.performer == "external" and unit.contract for unit in waiting)


def test_every_commitment_has_a_measure_that_moves_the_right_way(example: Example) -> None:
    commitments = [row for agreement in example.agreements for row in agreement.commitments]
    assert len(commitments) == 54
    for row in commitments:
        assert len(row.measure.targets) == 3, row.key
        steps = [row.measure.baseline, *row.measure.targets]
        rising = row.measure.direction == "higher"
        assert steps == sorted(steps, reverse=not rising), row.key
        assert steps[0] != steps[-1], row.key


def test_exactly_two_gaps_are_left_on_purpose(example: Example) -> None:
    commitments = [row for agreement in example.agreements for row in agreement.commitments]
    measured = {key for indicator in example.indicators for key in indicator.measures}
    measured |= {key for row in commitments for key in row.measure.also_measures}
    goals = [node for node in example.nodes if node.level in ("verksamhetsmal", "finansiellt_mal")]
    assert [goal.title for goal in goals if goal.key not in measured] == ["Anhöriga får stöd i tid"]
    ownerless = [node.title for node in example.nodes if node.unit is None and node.owner_role is None]
    assert ownerless == ["Klimatstrategiplan"]
    assert 8 <= len([goal for goal in goals if goal.goal_nature == "operational"]) <= 12


def test_every_goal_of_the_council_is_served_by_some_commitment(example: Example) -> None:
    served = {
        key
        for agreement in example.agreements
        for row in agreement.commitments
        for key in (row.serves, *row.also_serves)
    }
    goals = {node.key for node in example.nodes if node.level == "verksamhetsmal"}
    assert goals - served == {"anhoriga-stod"}


def test_no_text_holds_an_unknown_field() -> None:
    known = re.compile(r"\{(år([+-]\d+)?|chef)\}")
    for path in resource("resources", "exempel", "ljusnarsberg").glob("*.toml"):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.count('"') >= 2]
        words = [text for line in lines for text in re.findall(r'"[^"]*"', line)]
        assert not [text for text in words if "{" in known.sub("", text)], path.name


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("kommun.toml", 'code = "1864"', "code = 1864", "municipality.code: ska vara text"),
        ("kommun.toml", 'county = "Örebro län"\n', "", "municipality.county: saknas"),
        ("kommun.toml", 'county = "', 'lan = "', "municipality.county: saknas"),
        ("kommun.toml", 'number = "5077"', "number = 5077", 'till exempel "8.7"'),
        ("organisation.toml", 'parent = "kf"', 'parent = "kff"', "”kff” finns inte"),
        ("organisation.toml", 'key = "ks"', 'key = "kf"', "”ks” finns inte"),
        ("organisation.toml", 'key = "bibliotek"', 'key = "kultur"', "”bibliotek” finns inte"),
        ("styrning.toml", 'key = "skolplan"', 'key = "krisledningsplan"', "”skolplan” finns inte"),
        ("styrkort.toml", '"-1" = ""', '"-1" = "okänt"', "ett tal skrivet som text"),
        ("styrkort.toml", '"-1-H1" = "97"', '"-1-H7" = "97"', "scorecards"),
        ("styrkort.toml", 'cause = "avvikelser"', 'cause = "avvikelse"', "”avvikelse” finns inte"),
        ("budget.toml", 'version = "preliminar"', 'version = "april"', "”april” finns inte"),
        ("budgetunderlag.toml", 'group = "Material"', 'group = "Bokinköp"', "”Bokinköp” finns inte"),
        ("budgetunderlag.toml", 'profile = "Läsår"', 'profile = "Termin"', "”Termin” finns inte"),
        ("budgetunderlag.toml", 'version = "forslag"', 'version = "host"', "”host” finns inte"),
        ("budgetunderlag.toml", 'unit = "bibliotek-kultur"', 'unit = "bio"', "”bio” finns inte"),
        ("budgetunderlag.toml", "amount = 4300", "amount = -1", "amount"),
        ("arshjul.toml", "[[calendar.own]]", "[[calendar.own", "fel i TOML"),
        ("arshjul.toml", 'at = "Utskott"', 'at = "Beredning"', "”Beredning” finns inte"),
        ("arshjul.toml", 'after = "LJ-09"', 'after = "LJ-19"', "”LJ-19” finns inte"),
        ("arshjul.toml", 'form = "network"', 'form = "party"', "form"),
    ],
)
def test_a_broken_file_is_refused_in_one_swedish_sentence(
    folder: Path, file: str, old: str, new: str, said: str
) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ExampleUnreadable) as caught:
        read_example(folder)
    assert said in caught.value.message
    assert caught.value.message.startswith("Exemplet går inte att läsa.")


def test_two_rows_of_one_key_are_refused(folder: Path) -> None:
    path = folder / "organisation.toml"
    path.write_text(
        path.read_text(encoding="utf-8") + '\n[[units]]\nkey = "livsmedel"\nname = "Mat"\nkind = "enhet"\n',
        encoding="utf-8",
    )
    with pytest.raises(ExampleUnreadable, match="”livsmedel” finns två gånger"):
        read_example(folder)


def test_a_fact_without_source_must_be_an_example(folder: Path) -> None:
    path = folder / "kommun.toml"
    text = path.read_text(encoding="utf-8").replace(
        'kind = "inhabitants"', 'kind = "inhabitants"\nexample = false'
    )
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ExampleUnreadable, match="ska ange sin källa"):
        read_example(folder)


def test_a_file_that_is_not_utf_8_is_refused(folder: Path) -> None:
    (folder / "arshjul.toml").write_bytes("# Årshjul\n".encode("latin-1"))
    with pytest.raises(ExampleUnreadable, match="inte skriven i UTF-8"):
        read_example(folder)


def test_the_same_table_in_two_files_is_refused(folder: Path) -> None:
    (folder / "zz.toml").write_text("[term]\n", encoding="utf-8")
    with pytest.raises(ExampleUnreadable, match="står också i en annan fil"):
        read_example(folder)
