"""Head and foot of the page, and pictures with a text beside them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.services.reports.archive import Metadata, colour_profile
from app.services.reports.flowables import Figure, Rule, TaggedParagraph
from app.services.reports.fonts import REGULAR, text_width
from app.services.reports.pages import PageFurniture, build_pdf, shortened
from app.services.reports.styles import BODY
from tests.pdfcheck.reading import page_texts, structure, unmarked_operations, verdicts

METADATA = Metadata("Provet & ”åäö” <1>", "Kommunen", "Prov", date(2026, 11, 21))


def test_short_items_stand_whole() -> None:
    assert shortened(("Version 1.0", "KS 2010/184"), 200) == ("Version 1.0", "KS 2010/184")


def test_the_longest_item_gives_way_first() -> None:
    first, second = shortened(("Version 1.0", "KS 2010/184 " * 20), 200)
    assert first == "Version 1.0"
    assert second.endswith("…")


@given(st.lists(st.text(alphabet="abå 1", max_size=80), max_size=4).map(tuple), st.floats(60, 400))
def test_items_never_take_more_than_their_room(items: tuple[str, ...], room: float) -> None:
    shown = shortened(items, room)
    assert len(shown) == len(items)
    assert sum(text_width(item, REGULAR, 8) for item in shown) <= room + 0.01


def test_a_picture_has_its_text_and_the_file_is_valid(tmp_path) -> None:
    picture = Figure(lambda canvas: canvas.rect(0, 0, 90, 40, fill=1), 100, 50, "Stapel:\nramen ökar")
    story = [TaggedParagraph.of("Före", BODY), Rule(), picture]
    made = build_pdf(story, PageFurniture("Kommun", "Prov", ("Version 1",), ("Fast",)), METADATA)
    assert [(node.role, node.alt) for node in structure(made).kids] == [
        ("P", None),
        ("Figure", "Stapel: ramen ökar"),
    ]
    assert not list(unmarked_operations(made))
    assert "Version 1 Fast Sida 1 av 1" in page_texts(made)[0]
    assert {verdict.verdict for verdict in verdicts({"bild": made}, tmp_path).values()} == {"PASS"}


def test_the_colour_profile_has_no_time_of_making() -> None:
    profile = colour_profile()
    assert profile[36:40] == b"acsp"
    assert profile[24:36] == bytes.fromhex("07d000010001000000000000")
    assert profile[84:100] == bytes(16)
