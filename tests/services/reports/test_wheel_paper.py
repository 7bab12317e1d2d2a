"""The wheel as a poster: valid, tagged, on every sheet, with all its activities in words."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from pikepdf import Pdf

from app.services.reports.wheel_listing import for_paper, listed
from app.services.reports.wheel_paper import sheet_size, wheel_poster
from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.views import WheelView
from tests.pdfcheck.reading import fonts, page_texts, structure, unmarked_operations, verdicts
from tests.pdfcheck.validator import PROFILES
from tests.services.reports.wheel_samples import DAY, EMPTY, HOSTILE, UNDATED, USUAL, activity, many


def _poster(view: WheelView, *, mono: bool = False, **values: object) -> bytes:
    usual = {"municipality": view.municipality, "source": "Årssnurran", "day": DAY}
    return wheel_poster(view, WheelOptions(mono=mono), **{**usual, **values})


@pytest.fixture(scope="module")
def printed() -> dict[str, bytes]:
    return {
        "usual": _poster(USUAL),
        "mono": _poster(USUAL, mono=True, paper="a4", landscape=True),
        "empty": _poster(EMPTY, paper="a4"),
        "many": _poster(many(160)),
        "several pages": _poster(many(700), paper="a2"),
        "hostile": _poster(HOSTILE, landscape=True),
    }


def _text(content: bytes) -> str:
    return " ".join(" ".join(page_texts(content)).replace("\u00a0", " ").split())


def test_every_poster_is_archivable_and_accessible(printed, tmp_path) -> None:
    said = verdicts(printed, tmp_path)
    assert {said[name, profile].verdict for name in printed for profile in PROFILES} == {"PASS"}
    assert all(list(unmarked_operations(content)) == [] for content in printed.values())
    assert all(fonts(content) for content in printed.values())


def test_the_same_wheel_gives_the_same_bytes_and_another_day_others(printed) -> None:
    assert _poster(USUAL) == printed["usual"]
    assert _poster(USUAL, day=DAY + timedelta(days=1)) != printed["usual"]


@pytest.mark.parametrize("paper", ["a4", "a3", "a2", "a1"])
@pytest.mark.parametrize("landscape", [False, True])
def test_the_sheet_is_the_one_that_was_asked_for(paper: str, landscape: bool) -> None:
    with Pdf.open(BytesIO(_poster(USUAL, paper=paper, landscape=landscape))) as pdf:
        box = [float(side) for side in pdf.pages[0].MediaBox[2:]]
        assert len(pdf.pages) == 1
    width, height = sheet_size(paper)
    assert box == pytest.approx([height, width] if landscape else [width, height], abs=0.01)


@pytest.mark.parametrize("name", ["usual", "mono", "many", "several pages"])
def test_every_activity_stands_in_the_list_with_its_number_and_time(printed, name: str) -> None:
    view = {"many": many(160), "several pages": many(700)}.get(name, USUAL)
    text, tree = _text(printed[name]), structure(printed[name])
    for number, each in enumerate(view.activities, 1):
        assert f"{number} {each.title}" in text
    bodies = list(tree.all("LBody"))
    assert len(bodies) >= len(view.activities) + len(view.legal)


def test_the_list_is_told_by_half_years_undated_apart_and_with_the_law(printed) -> None:
    text = _text(printed["usual"])
    heads = ["Januari–juni", "Juli–december", "Utan angiven tid", "Lagens gränser"]
    places = [text.index(head) for head in heads]
    assert places == sorted(places)
    assert "6 aktiviteter: 5 med tid, 1 utan. Uppgifter per 21 november 2026." in text
    assert "Källa: Årssnurran" in text
    assert "25 augusti, ev. 26 augusti" in text
    assert "Fullmäktige antar budgeten 30 november, KL 11 kap. 10 §" in text
    assert "Exempelkommun" not in text


def test_an_example_says_so(printed) -> None:
    made_up = replace(USUAL, activities=tuple(replace(each, example=True) for each in USUAL.activities))
    assert "Exempelkommun" in _text(_poster(made_up))


def test_the_picture_is_told_in_words_for_those_who_do_not_see_it(printed) -> None:
    (figure,) = structure(printed["usual"]).all("Figure")
    assert "6 aktiviteter: 5 med tid, 1 utan" in figure.alt
    assert "lista efter bilden" in figure.alt


def test_a_poster_on_the_wall_knows_nothing_of_the_day_it_was_printed(printed) -> None:
    assert "klar" not in _text(printed["usual"]).replace("Utan", "")
    done = wheel_poster(USUAL, WheelOptions(colour="status"), municipality="Å", day=DAY)
    assert "12 februari, klar" in _text(done)
    assert for_paper(USUAL, status=False).today == date.min


def test_black_and_white_has_no_colour(printed) -> None:
    with Pdf.open(BytesIO(printed["mono"])) as pdf:
        stream = pdf.pages[0].Contents.read_bytes().decode("latin-1")
    painted = {
        tuple(map(float, line.split()[:3]))
        for line in stream.replace(" rg", " rg\n").replace(" RG", " RG\n").splitlines()
        if line.rstrip().endswith((" rg", " RG")) and len(line.split()) == 4
    }
    assert painted
    assert all(max(colour) - min(colour) < 0.12 for colour in painted)


def test_a_school_year_is_listed_from_its_first_month() -> None:
    autumn = replace(USUAL, activities=(activity(1, "Start", USUAL.activities[3].when),))
    assert next(section.heading for section in listed(autumn, 8)) == "Augusti–januari"
    assert "Årshjul 2026–2027" in _text(wheel_poster(
        autumn, WheelOptions(start_month=8), municipality="Å", day=DAY
    ))  # fmt: skip


def test_only_undated_activities_make_a_list_without_half_years() -> None:
    view = replace(USUAL, activities=(activity(1, "Någon gång", UNDATED),), legal=())
    assert [section.heading for section in listed(view)] == ["Utan angiven tid"]
