"""What differs between two texts: nothing is lost on either side, and what is marked is what differs."""

from hypothesis import given
from hypothesis import strategies as st

from app.services import richtext
from app.services.richtext import Document, Heading, ListBlock, Paragraph, Run, Table
from app.services.steering.documents.differing import Line, Pair, Pieces, differences, text_differences
from tests.services.richtexts import NORMAL

TEXTS = st.text(alphabet="ab å.\u00a0\n", max_size=30)


def said(pieces: Pieces, how: str) -> str:
    return "".join(piece.text for piece in pieces if piece.how in ("kept", how))


def texts(lines: list[Line | None], how: str) -> list[str]:
    return [said(cell, how) for line in lines if line is not None for cell in line.cells]


def marks(pieces: Pieces) -> list[tuple[str, str]]:
    return [(piece.how, piece.text) for piece in pieces]


def paragraphs(*words: str) -> Document:
    return Document(tuple(Paragraph((Run(one),)) for one in words))


def changes(pairs: tuple[Pair, ...]) -> list[str]:
    return [pair.change for pair in pairs]


@given(NORMAL, NORMAL)
def test_each_side_keeps_every_word_in_order(before: Document, after: Document) -> None:
    pairs = differences(before, after)
    assert texts([pair.before for pair in pairs], "removed") == [
        richtext.text_of(runs) for runs in richtext.lines(before)
    ]
    assert texts([pair.after for pair in pairs], "added") == [
        richtext.text_of(runs) for runs in richtext.lines(after)
    ]


@given(NORMAL)
def test_equal_texts_do_not_differ(document: Document) -> None:
    assert set(changes(differences(document, document))) <= {"kept"}


@given(NORMAL, NORMAL)
def test_only_equal_texts_do_not_differ(before: Document, after: Document) -> None:
    if set(changes(differences(before, after))) <= {"kept"}:
        assert [richtext.text_of(runs) for runs in richtext.lines(before)] == [
            richtext.text_of(runs) for runs in richtext.lines(after)
        ]


@given(TEXTS, TEXTS)
def test_words_of_both_sides_stay_and_what_is_kept_is_shared(before: str, after: str) -> None:
    left, right = text_differences(before, after)
    assert (said(left, "removed"), said(right, "added")) == (before, after)
    assert "".join(p.text for p in left if p.how == "kept") == "".join(
        p.text for p in right if p.how == "kept"
    )
    assert {piece.how for piece in left} <= {"kept", "removed"}
    assert {piece.how for piece in right} <= {"kept", "added"}


def test_a_changed_word_is_marked_and_the_words_around_it_are_kept() -> None:
    left, right = text_differences("Alla barn ska kunna läsa.", "Alla elever ska kunna läsa.")
    assert marks(left) == [("kept", "Alla "), ("removed", "barn "), ("kept", "ska kunna läsa.")]
    assert marks(right) == [("kept", "Alla "), ("added", "elever "), ("kept", "ska kunna läsa.")]


def test_words_that_are_added_at_the_end_do_not_touch_the_one_before() -> None:
    left, right = text_differences("Mål och budget", "Mål och budget 2013")
    assert marks(left) == [("kept", "Mål och budget")]
    assert marks(right) == [("kept", "Mål och budget"), ("added", " 2013")]


def test_a_word_that_becomes_bold_is_marked() -> None:
    before = Document((Paragraph((Run("Vi ska läsa"),)),))
    after = Document((Paragraph((Run("Vi "), Run("ska ", bold=True), Run("läsa"))),))
    (pair,) = differences(before, after)
    assert [piece.how for piece in pair.after.cells[0]] == ["kept", "added", "kept"]
    assert pair.after.cells[0][1].bold


def test_paragraphs_are_added_and_removed_between_those_that_stay() -> None:
    before = paragraphs("Först", "Bort med detta", "Sist")
    after = paragraphs("Först", "Något helt annat har kommit till", "Sist")
    assert changes(differences(before, after)) == ["kept", "removed", "added", "kept"]


def test_a_paragraph_that_is_mostly_the_same_is_one_that_was_changed() -> None:
    before = paragraphs("Vi erbjuder trygg omsorg nära hemmet", "Alla får svar inom två dagar")
    after = paragraphs("Ny inledning", "Vi erbjuder trygg omsorg i hemmet", "Alla får svar inom tre dagar")
    assert changes(differences(before, after)) == ["added", "changed", "changed"]


def test_tables_are_compared_by_row_and_cell() -> None:
    def table(*rows: tuple[str, ...]) -> Document:
        cells = tuple(tuple((Run(cell),) if cell else () for cell in row) for row in rows)
        return Document((Table(True, cells),))

    before = table(("År", "Ram"), ("2027", "1 200 tkr"), ("2028", "1 300 tkr"))
    after = table(("År", "Ram"), ("2027", "1 250 tkr"), ("2028", "1 300 tkr"), ("2029", ""))
    pairs = differences(before, after)
    assert changes(pairs) == ["kept", "changed", "kept", "added"]
    assert pairs[0].before.header
    assert marks(pairs[1].after.cells[1]) == [("kept", "1 "), ("added", "250 "), ("kept", "tkr")]


def test_a_column_that_is_added_is_marked_in_each_row() -> None:
    before = Document((Table(False, (((Run("Skola och förskola"),),),)),))
    after = Document((Table(False, (((Run("Skola och förskola"),), (Run("Ny"),)),)),))
    (pair,) = differences(before, after)
    assert [marks(cell) for cell in pair.after.cells] == [[("kept", "Skola och förskola")], [("added", "Ny")]]
    assert len(pair.before.cells) == 1


def test_items_that_only_get_another_number_are_kept() -> None:
    def items(*words: str) -> Document:
        return Document((ListBlock(True, tuple((Run(word),) for word in words)),))

    pairs = differences(items("ett", "två"), items("ny punkt", "ett", "två"))
    assert changes(pairs) == ["added", "kept", "kept"]
    assert (pairs[1].before.number, pairs[1].after.number) == (1, 2)


def test_a_paragraph_that_becomes_a_heading_is_a_change() -> None:
    before, after = paragraphs("Våra mål"), Document((Heading(1, (Run("Våra mål"),)),))
    (pair,) = differences(before, after)
    assert (pair.change, pair.before.kind, pair.after.kind) == ("changed", "paragraph", "heading1")


def test_very_long_and_monotonous_texts_are_compared_too() -> None:
    before, after = paragraphs("a " * 60_000 + "b"), paragraphs("b " + "a " * 50_000 + "c")
    (pair, *_) = differences(before, after)
    assert pair.before is not None
    many = Document((ListBlock(False, ((Run("x"),),) * 3_000),))
    other = Document((ListBlock(False, ((Run("y"),), *((Run("x"),),) * 2_500)),))
    assert changes(differences(many, other)).count("kept") >= 2_000
