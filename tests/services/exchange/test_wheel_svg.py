"""The wheel as SVG: well-formed, told in words, with everything the picture has."""

from xml.etree import ElementTree

import pytest

from app.services.exchange.wheel_svg import wheel_svg
from app.services.wheel.picture.layout import lay_out
from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.picture.shapes import (
    ArcLine,
    CurvedText,
    Disc,
    Line,
    Paint,
    Picture,
    Sector,
    Text,
)
from tests.services.reports.wheel_samples import HOSTILE, USUAL, many

_SVG = "{http://www.w3.org/2000/svg}"
_INK = Paint("ink")
SHAPES = (
    Sector("arcs", 10, 20, 0.0, 0.25, Paint("planning", 0.18), _INK, 1.0, fade="start", key=1),
    Sector("bands", 10, 20, 0.0, 1.0, Paint("followup", 0.07), hatch="lines"),
    Sector("bands", 0, 9, 0.0, 1.0, _INK),
    ArcLine("rim", 30, 0.0, 1.0, _INK, 0.5, dash=(1.0, 2.0)),
    Line("marks", ((0, 0), (1, 2), (3, 4)), None, 0.0, fill=_INK, closed=True),
    Disc("marks", 5, 5, 2, None, _INK, 1.0, square=True),
    Text("labels", "A\u00a0& <b>\x07", 0, 0, 10, _INK, "semibold", "middle", 0.25),
    CurvedText("labels", "Åh", 10, _INK, "regular", (("Å", 0, 0, 0.0), ("h", 5, 1, 0.1)), key=1),
    CurvedText("labels", "e\u0301x", 10, _INK, "regular", (("e\u0301", 0, 0, 0.0), ("x", 5, 1, 0.1))),
)


def _parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def test_every_kind_of_shape_is_drawn_and_escaped() -> None:
    picture = Picture(100, 80, (50, 40), SHAPES, ())
    root = _parsed(wheel_svg(picture, title="Hjul & år", description="Ord <x>", told=((1, "Mål, 3 maj"),)))
    assert (root.get("width"), root.get("viewBox"), root.get("role")) == ("100", "0 0 100 80", "img")
    assert root.findtext(f"{_SVG}title") == "Hjul & år"
    assert root.findtext(f"{_SVG}desc") == "Ord <x>"
    texts = [each.text for each in root.iter(f"{_SVG}text")]
    assert texts == ["A\u00a0& <b>", "Å", "h", "e\u0301", "x"]
    words = [label for each in root.iter(f"{_SVG}g") if (label := each.get("aria-label"))]
    assert words == ["Åh", "e\u0301x"]
    said = [each.text for each in root.iter(f"{_SVG}title")]
    assert said.count("Mål, 3 maj") == 2
    assert len(list(root.iter(f"{_SVG}pattern"))) == 1
    assert len(list(root.iter(f"{_SVG}rect"))) == 2
    second = [each for each in root.iter(f"{_SVG}text") if each.text == "h"]
    assert [each.get("transform") for each in second] == ["translate(5 1) rotate(36)"]


@pytest.mark.parametrize("view", [USUAL, HOSTILE, many(160)], ids=["usual", "hostile", "many"])
@pytest.mark.parametrize("mono", [False, True])
def test_a_whole_wheel_is_well_formed_and_the_same_each_time(view, mono: bool) -> None:
    if any(not each.title.strip() for each in view.activities):
        from app.services.reports.wheel_listing import for_paper

        view = for_paper(view, status=True)
    picture = lay_out(view, WheelOptions(mono=mono), width=1000, height=1000)
    text = wheel_svg(picture, title="Årshjul", description="Allt")
    root = _parsed(text)
    assert len(list(root.iter())) > 50
    assert text == wheel_svg(picture, title="Årshjul", description="Allt")
    assert "nan" not in "".join(value for each in root.iter() for value in each.attrib.values())
    words = " ".join(each.get("aria-label", "") for each in root.iter())
    assert all(one in words for one in ("KOMMANDE ÅR 2027", "INNEVARANDE ÅR 2026"))
