"""Files from Kolada: everything that is read, and a sentence with its place for everything that is not."""

import json
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.comparisons import ComparisonValue, OtherMunicipality
from app.models.errors import ChangedSince, DomainError
from app.models.organisation import Municipality, Unit, UnitKind
from app.models.scorecard import Indicator, Measurement
from app.services.exchange.measures.applying import carry_out
from app.services.exchange.measures.kolada import look_at_kolada, unit_in
from app.services.exchange.measures.koladareading import NothingFromKolada
from app.services.exchange.measures.plan import NEW
from app.services.storage import describe
from tests.services.exchange.measures.conftest import CODE
from tests.services.exchange.measures.kolada_pages import URL, data, kpi, others, value, write


def _look(town, *paths, **answers):
    return town.read(partial(look_at_kolada, paths=paths, answers=answers))


def _outcomes(session: Session):
    rows = session.scalars(select(Measurement).order_by(Measurement.period, Measurement.gender))
    return [(row.period, row.gender, row.value, row.missing, row.source) for row in rows]


def _said(notes):
    return [f"{each.place}: {each.reason}" for each in notes]


def test_own_values_become_measurements_and_the_rest_comparisons_in_one_step(town, tmp_path):
    rows = [
        data("N1", CODE, 2024, value(61.25), value(60, "F"), value(None, "M")),
        data("N1", "0180", "2024", value(70.1, "T"), value(71, "K")),
        data("N1", "0000", 2024, value(66)),
    ]
    found = _look(town, write(tmp_path / "a.json", rows))
    assert (found.added, found.changed, found.same, found.faults) == (6, 0, 0, ())
    assert town.write(partial(carry_out, plan=found)).value == 6
    assert town.read(_outcomes) == [
        ("2024", "K", Decimal(60), False, "Kolada"),
        ("2024", "M", None, True, "Kolada"),
        ("2024", "T", Decimal("61.25"), False, "Kolada"),
    ]
    assert town.read(lambda s: set(s.scalars(select(Measurement.unit_id)))) == {None}
    codes = town.read(lambda s: sorted(s.scalars(select(OtherMunicipality.code))))
    assert codes == ["0000", "0180"]
    assert town.undo_words == "Läste in 6 värden ur a.json"
    again = _look(town, tmp_path / "a.json")
    assert (again.empty, again.same) == (True, 6)
    town.undo()
    assert town.read(_outcomes) == []
    assert town.read(lambda s: s.scalars(select(ComparisonValue.id)).all()) == []


def test_key_figures_without_an_indicator_are_offered_and_made_with_what_is_known_of_them(town, tmp_path):
    title = "Elever som når målen, andel (%)"
    pages = (
        write(tmp_path / "kpi.json", [kpi("N9", title), kpi("N8", "x" * 10_000)]),
        write(tmp_path / "data.json", [data("N9", CODE, 2024, value(5)), data("N8", CODE, 2024, value(6))]),
    )
    asked = _look(town, *pages)
    assert asked.empty
    assert [(one.key, one.name[:9], one.count, one.can_make) for one in asked.unknown] == [
        ("N8", "xxxxxxxxx", 1, False), ("N9", "Elever so", 1, True),
    ]  # fmt: skip
    assert "10\u00a0000 tecken" in asked.unknown[0].why_not
    found = _look(town, *pages, N9=NEW, N8=None)
    town.write(partial(carry_out, plan=found))
    told = (Indicator.name, Indicator.unit_of_measure, Indicator.by_gender, Indicator.frequency)
    made = town.read(lambda s: s.execute(select(*told).where(Indicator.code == "N9")).one())
    assert tuple(made) == (title, "procent", True, "year")
    assert [row[2] for row in town.read(_outcomes)] == [Decimal(5)]
    assert "läses inte in (1 värde)" in _said(found.left_out)[0]


def test_a_key_figure_can_be_an_indicator_that_is_there_already(town, tmp_path):
    key = town.read(lambda s: s.scalars(select(Indicator.id).where(Indicator.name == "Plan finns")).one())
    found = _look(town, write(tmp_path / "a.json", [data("N7", CODE, 2024, value(1))]), N7=key)
    town.write(partial(carry_out, plan=found))
    assert town.read(lambda s: s.get_one(Indicator, key).code) == "N7"
    assert len(town.read(_outcomes)) == 1


def test_pages_that_are_missing_are_told_whatever_version_wrote_them(town, tmp_path):
    first = write(tmp_path / "1.json", [data("N1", "0180", 2024, value(1))], next_page=URL.format(2))
    third = write(
        tmp_path / "3.json", [data("N1", "0181", 2024, value(1))],
        previous_url=URL.format(2), next_url=URL.format(4),
    )  # fmt: skip
    assert _said(_look(town, first).faults) == ["1.json: det finns fler sidor: sidan 2 saknas"]
    assert _said(_look(town, first, third).faults) == [
        "3.json: sidan 2 av samma fråga till Kolada saknas",
        "3.json: det finns fler sidor: sidan 4 saknas",
    ]
    second = write(tmp_path / "2.json", [data("N1", "0182", 2024, value(1))],
                   previous_page=URL.format(1), next_page=None)  # fmt: skip
    whole = _look(town, first, second)
    assert (whole.faults, whole.added) == ((), 2)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (data("N1", "0180", 2024, value("12,5 %")), "har ”12,5 %” i stället för ett tal"),
        (data("N1", "0180", 2024, value(True)), "i stället för ett tal"),
        (data("N1", "0180", 2024, value(1, "X")), "har könet ”X” för N1"),
        (data("N1", "0180", "2024-T1", value(1)), "har perioden ”2024-T1” för N1; den ska vara ett år"),
        (data("N1", "0180", 20, value(1)), "har perioden ”20”"),
        (data("N1", "0180", 2024, value(10**16)), "orimligt stort"),
        ({"kpi": "N1", "period": 2024, "values": []}, "säger inte vilken kommun"),
        (data("N" * 10_000, "0180", 2024, value(1)), "har nyckeltalets kod ”NNN"),
        ({"id": "0180", "title": "x" * 10_000, "type": "K"}, "har ett namn på 10\u00a0000 tecken"),
        ([1], "är ingen post från Kolada"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_with_its_place(town, tmp_path, row, why):
    good = data("N1", "0181", 2024, value(1))
    found = _look(town, write(tmp_path / "a.json", [good, row]))
    (fault,) = _said(found.faults)
    assert fault.startswith("a.json, post 2: ")
    assert why in fault
    assert found.added == 1


def test_a_value_that_is_said_twice_is_read_once_and_one_that_is_said_in_two_ways_not_at_all(town, tmp_path):
    rows = [
        data("N1", "0180", 2024, value(1)), data("N1", "0180", 2024, value(1.0)),
        data("N1", "0181", 2024, value(1)), data("N1", "0181", 2024, value(2)),
        data("N1", "0182", 2024, value(None, is_deleted=True)),
    ]  # fmt: skip
    found = _look(town, write(tmp_path / "a.json", rows))
    assert [one[2] for one in found.others] == ["0180"]
    assert _said(found.faults) == [
        "a.json, post 4: N1 2024 totalt för 0181 står två gånger med olika värden: 1 och 2"
    ]
    assert _said(found.left_out) == [
        "N1: är borttaget i Kolada (1 värde)",
        "Dubbletter: 1 värde står två gånger och läses en gång",
    ]


def test_units_of_the_municipality_get_their_own_values_and_those_of_others_are_left(town, tmp_path):
    def school(session):
        kind = session.scalars(select(UnitKind)).first()
        session.add(Unit(name="Garhytteskolan", kind_id=kind.id))
        describe(session, "Lade till en skola")

    town.write(school)
    ous = [
        {"id": "V1", "title": "Garhytteskolan", "municipality": CODE},
        {"id": "V2", "title": "Grannskolan", "municipality": "0180"},
        {"id": "V3", "title": "Okänd skola", "municipality": CODE},
    ]
    rows = [{"kpi": "N1", name: ou, "period": 2024, "values": [value(7)]}
            for name, ou in (("ou", "V1"), ("out", "V2"), ("ou", "V3"), ("ou", "V4"))]  # fmt: skip
    found = _look(town, write(tmp_path / "ou.json", ous), write(tmp_path / "d.json", rows))
    assert [(one.unit, one.value) for one in found.own] == [("Garhytteskolan", Decimal(7))]
    told = " ".join(_said(found.left_out))
    assert "Okänd skola (V3): finns inte bland enheterna" in told
    assert "V4: är en enhet som ingen fil namnger" in told
    assert "Enheter i andra kommuner" in told


def test_what_someone_has_typed_is_changed_by_a_value_but_never_by_its_absence(town, tmp_path):
    key = town.read(lambda s: s.scalars(select(Indicator.id).where(Indicator.code == "N1")).one())

    def typed(session):
        for year in ("2023", "2024"):
            session.add(Measurement(indicator_id=key, period=year, value=Decimal(50), comment="Egen enkät"))
        describe(session, "Skrev in utfall")

    town.write(typed)
    rows = [data("N1", CODE, 2023, value(None)), data("N1", CODE, 2024, value(51))]
    found = _look(town, write(tmp_path / "a.json", rows))
    assert [(one.before, one.after) for one in found.own] == [
        ("50\N{NO-BREAK SPACE}%", "51\N{NO-BREAK SPACE}%")
    ]
    assert "som behålls (1 värde)" in _said(found.left_out)[0]
    town.write(_note)
    with pytest.raises(ChangedSince):
        town.write(partial(carry_out, plan=found))
    town.write(partial(carry_out, plan=_look(town, tmp_path / "a.json")))
    told = (Measurement.value, Measurement.comment, Measurement.source)
    row = town.read(lambda s: s.execute(select(*told).where(Measurement.period == "2024")).one())
    assert tuple(row) == (Decimal(51), "Ny not", "Kolada")


def _note(session):
    row = session.scalars(select(Measurement).where(Measurement.period == "2024")).one()
    row.comment, row.version = "Ny not", row.version + 1
    describe(session, "Skrev en not")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "är tom"),
        ("<html></html>", "är ingen JSON-fil"),
        ('{"values": [{"kpi": "N1"', "är avklippt"),
        ('{"values": [{"kpi": "N1", "peri', "är avklippt: filen tar slut innan första posten är slut"),
        ('{"values": [{"id": "1", "title": "A"}, {"id"', "efter 1 hel post"),
        ('{"values": [{"a": 1}', "är avklippt"),
        ('{"values": [{"a" 1}]}', "går inte att läsa som JSON vid post 1"),
        ('{"values": [NaN]}', "går inte att läsa som JSON"),
        ("[" * 100_000, "nästlad för djupt"),
    ],
)
def test_a_file_that_is_no_whole_json_is_refused_in_a_sentence(town, tmp_path, text, says):
    (tmp_path / "a.json").write_text(text, "utf-8")
    with pytest.raises(DomainError) as refused:
        _look(town, tmp_path / "a.json")
    assert refused.value.message.startswith("a.json ")
    assert says in refused.value.message


def test_json_of_something_else_and_missing_files_are_refused(town, tmp_path):
    path = write(tmp_path / "a.json", [{"namn": "A"}])
    with pytest.raises(NothingFromKolada, match="post 1 är ingen post från Kolada"):
        _look(town, path)
    with pytest.raises(DomainError, match="går inte att öppna"):
        _look(town, tmp_path / "finns-inte.json")


def test_large_files_pages_in_a_row_and_other_encodings_are_read_to_the_end(town, tmp_path):
    rows = list(others("N1", 2024, 3000))
    one, two = ({"values": part} for part in (rows[:1500], rows[1500:]))
    path = tmp_path / "a.json"
    path.write_text(f"{json.dumps(one)}\n{json.dumps(two, indent=1)}", "utf-16")
    assert _look(town, path).added == 3000


def test_without_the_municipality_s_code_nothing_is_taken_for_its_own(town, tmp_path):
    def no_code(session):
        session.scalars(select(Municipality)).one().code = None
        describe(session, "Tog bort koden")

    town.write(no_code)
    names = write(tmp_path / "m.json", [{"id": CODE, "title": "Ljusnarsberg", "type": "K"}])
    found = _look(town, names, write(tmp_path / "a.json", [data("N1", CODE, 2024, value(1))]))
    assert not found.own
    assert found.remarks[0].endswith(f"I Kolada är den {CODE}.")


def test_numbers_are_kept_to_the_digit_and_those_of_computers_as_they_were_meant(town, tmp_path):
    path = tmp_path / "a.json"
    path.write_text(
        '{"values": [{"kpi": "N1", "municipality": "0180", "period": 2024, "values": [{"gender": "T", '
        '"value": 45.299999999999997}]}, {"kpi": "N1", "municipality": "0181", "period": 2024, '
        '"values": [{"gender": "T", "value": 0.10}]}]}'
    )
    assert [str(one[5]) for one in _look(town, path).others] == ["45.3", "0.10"]


@pytest.mark.parametrize(
    ("title", "unit"),
    [("Elever, andel (%)", "procent"), ("Kostnad, kr/inv 80+", "kr/inv 80+"), ("Vad, som helst", None)],
)
def test_the_unit_of_measure_is_read_from_the_title(title, unit):
    assert unit_in(title) == unit


def test_values_of_women_and_men_are_left_out_of_a_figure_that_is_not_divided(town, tmp_path):
    row = data("N2", CODE, 2024, value(5), value(6, "K"), value(4, "M"))
    found = _look(town, write(tmp_path / "a.json", [row]))
    assert [(one.gender, one.value) for one in found.own] == [("T", Decimal(5))]
    assert _said(found.left_out) == ["Egna värden: Sjukfrånvaro delas inte upp på kvinnor och män (2 värden)"]
