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


OPENING = "Styrmodellen prov.toml kan inte läsas in: "


def refused(text: str) -> str:
    """The message of the refusal, without the opening that names the file and the full stop."""
    with pytest.raises(ModelFileInvalid) as caught:
        parse(text)
    message = caught.value.message
    assert message.startswith(OPENING)
    assert message.endswith(".")
    return message.removeprefix(OPENING)[:-1]


def changed(old: str, new: str) -> str:
    assert old in MINIMAL
    return MINIMAL.replace(old, new, 1)


DECIDED = 'decided_by = ["kf"]'


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (DECIDED, f'{DECIDED}\nfarg = "röd"', "levels[vision].farg är en okänd nyckel."),
        ("edition = 1\n", 'edition = 1\nfarg = "röd"\n', "farg är en okänd nyckel."),
        ('name = "Vision"\n', "", "levels[vision].name saknas."),
        ('key = "plan"\n', "", "levels[2].key saknas."),
        ("edition = 1", 'edition = "ett"', "edition ska vara ett heltal, inte ”ett”."),
        ("edition = 1", "edition = true", "edition ska vara ett heltal, inte true."),
        ("edition = 1", "edition = 1.0", "edition ska vara ett heltal, inte 1.0."),
        ("edition = 1", "edition = 0", "edition är 0, men får vara lägst 1."),
        ('"Vision"', "2020", "levels[vision].name ska vara text, inte 2020."),
        ('"Vision"', '" "', "levels[vision].name är en tom text."),
        ('"Vision"', '"Vi\\u0000sion"', "levels[vision].name har tecken som inte är text."),
        ('["kf"]', '"kf"', "levels[vision].decided_by ska vara en lista, inte ”kf”."),
        (
            '["kf"]',
            '["KF"]',
            "levels[vision].decided_by[1] är ”KF”, men får bara ha små bokstäver a–z, siffror och "
            "understreck, med en bokstav först.",
        ),
        (
            "start_month = 6",
            "start_month = 13",
            "wheel_patterns[P-01].start_month är 13, men får vara högst 12.",
        ),
        (
            '"decision"',
            '"hov"',
            "unit_kinds[rad].category är ”hov”, men ska vara decision, preparation, "
            "administration, unit, company, joint, cooperation, performer, supplier, council, union, "
            "audit eller other.",
        ),
        (
            "precision",
            "deadline = 1\nprecision",
            "wheel_patterns[P-01].deadline ska vara true eller false, inte 1.",
        ),
        (
            '[municipality]\nname = "Prov"',
            "municipality = []",
            "municipality ska vara en tabell med nycklar, inte en lista.",
        ),
        (
            "[model]",
            '[metadata]\ndecided_on = "igår"\n[model]',
            "metadata.decided_on ska vara ett datum som 2024-02-26, inte ”igår”.",
        ),
        (
            "[model]",
            "[model]\nvalid_from = 2024-01-01\nvalid_from_year = 2024",
            "model.valid_from_year kan inte anges tillsammans med valid_from.",
        ),
        (
            "[model]",
            "[model]\nvalid_from = 2024-01-01T10:00:00",
            "model.valid_from ska vara ett datum som 2024-02-26, inte 2024-01-01 10:00:00.",
        ),
    ],
)
def test_a_wrong_shape_names_file_key_and_reason(old, new, message):
    assert refused(changed(old, new)) + "." == message


def test_an_empty_list_of_levels_is_refused():
    text = MINIMAL[: MINIMAL.index("[[levels]]")].replace("edition = 1", "edition = 1\nlevels = []")
    assert refused(text) == "levels är tom, men ska ha minst en rad"


@pytest.mark.parametrize(("faults", "told"), [(2, " – och ett fel till"), (8, " – och 7 fel till")])
def test_of_many_faults_the_first_is_told_and_the_others_counted(faults, told):
    extra = "".join(f'farg{number} = "x"\n' for number in range(faults))
    assert refused(changed("edition = 1\n", f"edition = 1\n{extra}")) == f"farg0 är en okänd nyckel{told}"


def test_a_long_wrong_value_is_cut():
    told = refused(changed('category = "decision"', f'category = "{"x" * 5000}"'))
    assert "x" * 60 + "…" in told
    assert len(told) < 400


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('parent = "vision"', 'parent = "vison"', "levels[plan].parent anger nivån ”vison”, som inte finns."),
        (
            'parent = "vision"',
            'sources = ["vison"]',
            "levels[plan].sources anger nivån ”vison”, som inte finns.",
        ),
        ('["kf"]', '["ks"]', "levels[vision].decided_by anger organet ”ks”, som inte finns."),
        ('kind = "rad"', 'kind = "hov"', "bodies[kf].kind anger organslaget ”hov”, som inte finns."),
        (
            'wheel = "huvud"',
            'wheel = "bi"',
            "wheel_patterns[P-01].wheel anger årshjulet ”bi”, som inte finns.",
        ),
        ('kind = "rad"\n', "", "bodies[kf] ska ha antingen kind eller role = true."),
        ('kind = "rad"', 'kind = "rad"\nrole = true', "bodies[kf] ska ha antingen kind eller role = true."),
        ('key = "plan"', 'key = "vision"', "levels[vision] finns två gånger – och ett fel till."),
        ("order = 2", "order = 1", "levels[plan].order är 1, men det numret har en annan rad."),
        ('parent = "vision"', 'parent = "plan"', "levels[plan] bygger på sig själv."),
        (DECIDED, 'parent = "plan"', "levels[vision] bygger på sig själv: vision → plan → vision."),
        (DECIDED, 'sources = ["plan"]', "levels[vision] bygger på sig själv: vision → plan → vision."),
        (
            'kind = "rad"',
            'kind = "rad"\ncount = 3\ncollective = true',
            "bodies[kf].collective kan inte anges tillsammans med count.",
        ),
        ('kind = "rad"', 'kind = "rad"\npart_of = "kf"', "bodies[kf] är en del av sig själv: kf → kf."),
    ],
)
def test_a_broken_reference_names_key_and_reason(old, new, message):
    assert refused(changed(old, new)) + "." == message


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('derived = ["fader"]', "derived anger ”fader”, som inte är en nyckel här."),
        ('derived = ["parent"]', "derived anger ”parent”, som inte har något värde här."),
        (
            'title_pattern = "Vision {ar}"',
            "title_pattern har fältet {ar}, men kan bara ha år, år+1, år+2, år+3, enhet.",
        ),
        ('title_pattern = "Vision {år"', "title_pattern har en klammer utan motsvarighet."),
        ("horizon = {min = 3, max = 1}", "horizon.max kräver att även min anges, lika stort eller mindre."),
        ("horizon = {max = 1}", "horizon.max kräver att även min anges, lika stort eller mindre."),
        (
            "horizon = {target_year = 2035}",
            "horizon.target_year ska anges när kind är target_year, annars inte.",
        ),
        (
            'horizon = {kind = "target_year"}',
            "horizon.target_year ska anges när kind är target_year, annars inte.",
        ),
    ],
)
def test_a_level_that_contradicts_itself_is_refused(line, message):
    assert refused(changed(DECIDED, line)) + "." == f"levels[vision].{message}"


MONTH = 'precision = "manad"\nstart_month = 6\nend_month = 6'


@pytest.mark.parametrize(
    ("dates", "message"),
    [
        (
            'precision = "manad"\nstart_month = 6\nend_month = 7',
            "end_month ska vara samma månad som start_month när precision är manad.",
        ),
        (
            'precision = "manad"\nend_month = 7',
            "start_month saknas, men behövs när precision är manad – och ett fel till.",
        ),
        (f"{MONTH}\nend_day = 3", "end_day kan inte anges när precision är manad."),
        ('precision = "okand"\nend_month = 6', "end_month kan inte anges när precision är okand."),
        ('precision = "arstid"\nend_month = 6', "end_month kan inte anges när precision är arstid."),
        (
            'precision = "senast_manad"\nend_month = 6',
            "deadline ska vara true när precision är senast_manad.",
        ),
        (
            'precision = "senast_dag"\ndeadline = true\nend_month = 6',
            "end_day saknas, men behövs när precision är senast_dag.",
        ),
        (
            'precision = "dag"\nstart_month = 2\nstart_day = 30\nend_month = 3\nend_day = 1',
            "start_day är 30, men så många dagar har inte månad 2.",
        ),
        (f'{MONTH}\ntentative = ["13-01"]', "tentative är ”13-01”, som inte är en dag."),
    ],
)
def test_dates_that_do_not_fit_the_precision_are_refused(dates, message):
    assert refused(changed(MONTH, dates)) + "." == f"wheel_patterns[P-01].{message}"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            '[[inconsistencies]]\nkey = "I"\nkind = "tal"\ntext = "t"\nplaces = ["level.x"]',
            "inconsistencies[I].places anger platsen ”level.x”, som inte finns.",
        ),
        (
            '[[glossary]]\nword = "Mål"\nexplanation = "a"\n[[glossary]]\nword = "Mål"\nexplanation = "b"',
            "glossary[Mål] finns två gånger.",
        ),
        (
            '[[agreement_kinds]]\nkey = "a"\nname = "A"\nterm_years = 3\nterm_years_max = 1',
            "agreement_kinds[a].term_years_max är 1, men får inte vara mindre än term_years, 3.",
        ),
        (
            '[[agreement_kinds]]\nkey = "a"\nname = "A"\n[[agreement_kinds.sections]]\nkey = "s"\n'
            'title = "S"\nmandatory = true\nstandard_text = "För {rektor}"',
            "agreement_kinds[a].sections[s].standard_text har fältet {rektor}, men kan bara ha "
            "utförare, enhet, beställare, kommun, första_år, sista_år, ramår, giltighet, dialog, plan, "
            "avtal.",
        ),
        (
            '[[report_kinds]]\nkey = "r"\nname = "R"\nperiod_end = "02-30"',
            "report_kinds[r].period_end är ”02-30”, som inte är en dag.",
        ),
        (
            '[[report_kinds]]\nkey = "r"\nname = "R"\ntimes_a_year = 2\nmin_times_a_year = 3',
            "report_kinds[r].min_times_a_year kan inte anges tillsammans med times_a_year.",
        ),
        (
            '[[roles]]\nkey = "r"\nname = "R"\nbody = "kf"\nbodies = ["kf"]',
            "roles[r].bodies kan inte anges tillsammans med body.",
        ),
        (
            '[[roles]]\nkey = "r"\nname = "R"\nbodies = ["ks"]',
            "roles[r].bodies anger organet ”ks”, som inte finns.",
        ),
        (
            '[[milestones]]\nitem = "M"\nready_month = 3',
            "milestones[1].ready_month kräver att även ready_year anges.",
        ),
        (
            "[metadata]\nvalid_from = 2024-01-02\nvalid_to = 2024-01-01",
            "metadata.valid_to är 2024-01-01, men får inte vara före valid_from, 2024-01-02.",
        ),
    ],
)
def test_a_part_that_contradicts_itself_is_refused(lines, message):
    assert refused(f"{MINIMAL}\n{lines}\n") + "." == message


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
    assert refused(text) == (
        "levels[vision] bygger på sig själv: vision → n1999 → n1998 → n1997 → n1996 → n1995 → … → vision"
    )


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


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("99999999999999999999", "är ett tal med fler än 18 siffror, men får vara högst 1000000000000000"),
        ("0x" + "F" * 90_000, "är ett tal med fler än 18 siffror, men får vara högst 1000000000000000"),
        ("1000000000000001", "är 1000000000000001, men får vara högst 1000000000000000"),
        ("nan", "ska vara ett heltal, inte nan"),
        ("-1", "är -1, men får vara lägst 1"),
    ],
)
def test_a_number_that_no_file_can_hold_is_refused(value, told):
    assert refused(changed("order = 2", f"order = {value}")) == f"levels[plan].order {told}"
