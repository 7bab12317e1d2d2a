"""Every kind of fault in a model file: its message names file, key and reason."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.errors import DomainError
from app.services.steering.modelformat import ModelFile, ModelFileInvalid, parse_model

MINIMAL = (Path(__file__).parents[2] / "data" / "styrmodeller" / "minsta.toml").read_text("utf-8")


def parse(text: str) -> ModelFile:
    return parse_model(text.encode(), "prov.toml")


def refused(text: str) -> str:
    """The message of the refusal, without the opening that names the file."""
    with pytest.raises(ModelFileInvalid) as caught:
        parse(text)
    message = caught.value.message
    assert message.startswith("Styrmodellen prov.toml har ")
    return message.removeprefix("Styrmodellen prov.toml har ")


def changed(old: str, new: str) -> str:
    assert old in MINIMAL
    return MINIMAL.replace(old, new, 1)


DECIDED = 'decided_by = ["kf"]'


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (DECIDED, f'{DECIDED}\nfarg = "röd"', "levels[vision].farg: nyckeln är okänd"),
        ("edition = 1\n", 'edition = 1\nfarg = "röd"\n', "farg: nyckeln är okänd"),
        ('name = "Vision"\n', "", "levels[vision].name: nyckeln saknas"),
        ('key = "plan"\n', "", "levels[2].key: nyckeln saknas"),
        ("edition = 1", 'edition = "ett"', "edition: ska vara ett heltal, inte ”ett”"),
        ("edition = 1", "edition = true", "edition: ska vara ett heltal, inte true"),
        ("edition = 1", "edition = 1.0", "edition: ska vara ett heltal, inte 1.0"),
        ("edition = 1", "edition = 0", "edition: 0 är för litet, minst 1"),
        ('"Vision"', "2020", "levels[vision].name: ska vara text, inte 2020"),
        ('"Vision"', '" "', "levels[vision].name: ska vara en text som inte är tom"),
        ('"Vision"', '"Vi\\u0000sion"', "levels[vision].name: ska vara en text som inte är tom"),
        ('["kf"]', '"kf"', "levels[vision].decided_by: ska vara en lista, inte ”kf”"),
        ('["kf"]', '["KF"]', "levels[vision].decided_by[1]: ska vara en nyckel av små bokstäver a–z"),
        ("start_month = 6", "start_month = 13", "start_month: 13 är för stort, högst 12"),
        ('"decision"', '"hov"', "unit_kinds[rad].category: ”hov” är inget giltigt val, välj decision, "),
        ("precision", "deadline = 1\nprecision", "deadline: ska vara true eller false, inte 1"),
        ('[municipality]\nname = "Prov"', "municipality = []", "municipality: ska vara en tabell"),
        (
            "[model]",
            '[metadata]\ndecided_on = "igår"\n[model]',
            "metadata.decided_on: ska vara ett datum, skrivet 2024-02-26, inte ”igår”",
        ),
        (
            "[model]",
            "[model]\nvalid_from = 2024-01-01\nvalid_from_year = 2024",
            "model.valid_from_year: passar inte med valid_from",
        ),
        (
            "[model]",
            "[model]\nvalid_from = 2024-01-01T10:00:00",
            "model.valid_from: ska vara ett datum",
        ),
    ],
)
def test_a_wrong_shape_names_file_key_and_reason(old, new, message):
    told = refused(changed(old, new))
    assert told.startswith("ett fel. ")
    assert message in told
    assert told.endswith(". Rätta filen och försök igen.")


def test_an_empty_list_of_levels_is_refused():
    text = MINIMAL[: MINIMAL.index("[[levels]]")].replace("edition = 1", "edition = 1\nlevels = []")
    assert "levels: listan är tom, minst en rad behövs" in refused(text)


def test_many_faults_are_counted_and_the_first_five_told():
    extra = "".join(f'farg{number} = "x"\n' for number in range(8))
    told = refused(changed("edition = 1\n", f"edition = 1\n{extra}"))
    assert told.startswith("8 fel. farg0: nyckeln är okänd; farg1:")
    assert "farg5" not in told
    assert told.endswith(" – och 3 fel till. Rätta filen och försök igen.")


def test_a_long_wrong_value_is_cut():
    told = refused(changed('category = "decision"', f'category = "{"x" * 5000}"'))
    assert "x" * 60 + "…" in told
    assert len(told) < 400


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('parent = "vision"', 'parent = "vison"', "levels[plan].parent: nivån ”vison” finns inte"),
        ('parent = "vision"', 'sources = ["vison"]', "levels[plan].sources: nivån ”vison” finns inte"),
        ('["kf"]', '["ks"]', "levels[vision].decided_by: organet ”ks” finns inte"),
        ('kind = "rad"', 'kind = "hov"', "bodies[kf].kind: organslaget ”hov” finns inte"),
        ('wheel = "huvud"', 'wheel = "bi"', "wheel_patterns[P-01].wheel: årshjulet ”bi” finns inte"),
        ('kind = "rad"\n', "", "bodies[kf]: ange antingen kind eller role = true"),
        ('kind = "rad"', 'kind = "rad"\nrole = true', "bodies[kf]: ange antingen kind eller role"),
        ('key = "plan"', 'key = "vision"', "levels[vision]: nyckeln finns två gånger"),
        ("order = 2", "order = 1", "levels[plan].order: ordningsnummer 1 är redan taget"),
        ('parent = "vision"', 'parent = "plan"', "levels[plan]: nivån kan inte bygga på sig själv"),
        (DECIDED, 'parent = "plan"', "levels[vision]: går runt i en ring: vision → plan → vision"),
        (DECIDED, 'sources = ["plan"]', "levels[vision]: går runt i en ring: vision → plan → vision"),
        (
            'kind = "rad"',
            'kind = "rad"\ncount = 3\ncollective = true',
            "bodies[kf].collective: passar inte med",
        ),
        ('kind = "rad"', 'kind = "rad"\npart_of = "kf"', "bodies[kf]: går runt i en ring: kf → kf"),
    ],
)
def test_a_broken_reference_names_key_and_reason(old, new, message):
    assert message in refused(changed(old, new))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('derived = ["fader"]', "derived: ”fader” är ingen nyckel här"),
        ('derived = ["parent"]', "derived: ”parent” är härledd men har inget värde"),
        ('title_pattern = "Vision {ar}"', "title_pattern: fältet {ar} är okänt, välj år, år+1"),
        ('title_pattern = "Vision {år"', "title_pattern: en klammer saknar sin motsvarighet"),
        ("horizon = {min = 3, max = 1}", "horizon.max: kräver ett min som är lika stort eller mindre"),
        ("horizon = {max = 1}", "horizon.max: kräver ett min som är lika stort eller mindre"),
        ("horizon = {target_year = 2035}", "horizon.target_year: hör ihop med kind = target_year"),
        ('horizon = {kind = "target_year"}', "horizon.target_year: hör ihop med kind = target_year"),
    ],
)
def test_a_level_that_contradicts_itself_is_refused(line, message):
    assert f"levels[vision].{message}" in refused(changed(DECIDED, line))


MONTH = 'precision = "manad"\nstart_month = 6\nend_month = 6'


@pytest.mark.parametrize(
    ("dates", "message"),
    [
        (
            'precision = "manad"\nstart_month = 6\nend_month = 7',
            "end_month: är en annan månad än start_month",
        ),
        ('precision = "manad"\nend_month = 7', "start_month: saknas, men precision är manad"),
        (f"{MONTH}\nend_day = 3", "end_day: passar inte med precision manad"),
        ('precision = "okand"\nend_month = 6', "end_month: passar inte med precision okand"),
        ('precision = "arstid"\nend_month = 6', "end_month: passar inte med precision arstid"),
        ('precision = "senast_manad"\nend_month = 6', "deadline: ska vara true när precision är senast"),
        ('precision = "senast_dag"\ndeadline = true\nend_month = 6', "end_day: saknas"),
        (
            'precision = "dag"\nstart_month = 2\nstart_day = 30\nend_month = 3\nend_day = 1',
            "start_day: månad 2 har ingen dag 30",
        ),
        (f'{MONTH}\ntentative = ["13-01"]', "tentative: ”13-01” är ingen dag"),
    ],
)
def test_dates_that_do_not_fit_the_precision_are_refused(dates, message):
    assert f"wheel_patterns[P-01].{message}" in refused(changed(MONTH, dates))


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            '[[inconsistencies]]\nkey = "I"\nkind = "tal"\ntext = "t"\nplaces = ["level.x"]',
            "inconsistencies[I].places: platsen ”level.x” finns inte",
        ),
        (
            '[[glossary]]\nword = "Mål"\nexplanation = "a"\n[[glossary]]\nword = "Mål"\nexplanation = "b"',
            "glossary[Mål]: ordet finns två gånger",
        ),
        (
            '[[agreement_kinds]]\nkey = "a"\nname = "A"\nterm_years = 3\nterm_years_max = 1',
            "agreement_kinds[a].term_years_max: är mindre än term_years",
        ),
        (
            '[[agreement_kinds]]\nkey = "a"\nname = "A"\n[[agreement_kinds.sections]]\nkey = "s"\n'
            'title = "S"\nmandatory = true\nstandard_text = "För {enhet}"',
            "agreement_kinds[a].sections[s].standard_text: fältet {enhet} är okänt, välj utförare",
        ),
        (
            '[[report_kinds]]\nkey = "r"\nname = "R"\nperiod_end = "02-30"',
            "report_kinds[r].period_end: ”02-30” är ingen dag",
        ),
        (
            '[[report_kinds]]\nkey = "r"\nname = "R"\ntimes_a_year = 2\nmin_times_a_year = 3',
            "report_kinds[r].min_times_a_year: passar inte med times_a_year",
        ),
        (
            '[[roles]]\nkey = "r"\nname = "R"\nbody = "kf"\nbodies = ["kf"]',
            "roles[r].bodies: passar inte med body",
        ),
        ('[[roles]]\nkey = "r"\nname = "R"\nbodies = ["ks"]', "roles[r].bodies: organet ”ks” finns inte"),
        ('[[milestones]]\nitem = "M"\nready_month = 3', "milestones[1].ready_month: kräver ready_year"),
        (
            "[metadata]\nvalid_from = 2024-01-02\nvalid_to = 2024-01-01",
            "metadata.valid_to: 2024-01-01 är före valid_from, 2024-01-02",
        ),
    ],
)
def test_a_part_that_contradicts_itself_is_refused(lines, message):
    assert message in refused(f"{MINIMAL}\n{lines}\n")


def chain(length: int) -> str:
    """Levels that hang under each other below the plan."""
    return "".join(
        f'[[levels]]\nkey = "n{number}"\norder = {number + 3}\nname = "N"\nform = "goal"\n'
        f'parent = "{f"n{number - 1}" if number else "plan"}"\n'
        for number in range(length)
    )


def test_a_chain_of_two_thousand_levels_is_read():
    assert len(parse(MINIMAL + chain(2000)).levels) == 2002


def test_a_ring_of_two_thousand_levels_is_refused():
    text = changed(DECIDED, 'parent = "n1999"') + chain(2000)
    assert "går runt i en ring: " in refused(text)


_VALUES = st.recursive(
    st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def spoiled(draw: st.DrawFn) -> dict[str, Any]:
    """The minimal model with another value at some place, of whatever kind."""
    table: dict[str, Any] = tomllib.loads(MINIMAL)
    here: Any = table
    while True:
        place = draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))
        if not (isinstance(here[place], dict | list) and here[place] and draw(st.booleans())):
            here[place] = draw(_VALUES)
            return table
        here = here[place]


def refusal(content: bytes) -> str | None:
    """The message of the refusal, or None when the file is read."""
    try:
        parse_model(content, "prov.toml")
    except DomainError as error:
        return error.message
    return None


@given(spoiled())
@settings(max_examples=150, deadline=None)
def test_whatever_stands_anywhere_is_read_or_refused_in_few_words_with_the_file(table):
    told = refusal(tomli_w.dumps(table).encode())
    assert told is None or ("prov.toml" in told and len(told) < 2000)


def test_every_refusal_is_a_domain_error():
    with pytest.raises(DomainError):
        parse("format = 1")
