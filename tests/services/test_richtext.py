"""Texts with headings, lists and tables, in and out of the file."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import DomainError
from app.services import richtext
from app.services.richtext import EMPTY, Document, Heading, ListBlock, Paragraph, Run, Table
from tests.services.richtexts import NORMAL, TYPED

SOME = Document(
    (
        Heading(1, (Run("Vårt uppdrag"),)),
        Paragraph((Run("Vi "), Run("ska", bold=True), Run(" kunna "), Run("läsa", italic=True))),
        ListBlock(True, ((Run("först"),), (Run("sedan"),))),
        Table(True, (((Run("År"),), (Run("Ram"),)), ((Run("2027"),), (Run("1\u00a0200 tkr", bold=True),)))),
    )
)


def kept(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
).map(kept)


def paragraph(**changes: object) -> object:
    return {"blocks": [{"kind": "paragraph", "runs": [{"text": "Text"}], **changes}], "format": 1}


@given(NORMAL)
def test_what_is_written_reads_back_equal(document: Document) -> None:
    assert richtext.read(richtext.write(document)) == document


@given(TYPED)
def test_every_document_has_one_form(document: Document) -> None:
    tidy = richtext.normal(document)
    assert richtext.normal(tidy) == tidy
    assert richtext.write(tidy) == richtext.write(document)


@given(TYPED)
def test_plain_text_never_loses_a_word(document: Document) -> None:
    words = [
        word for runs in richtext.lines(document) for word in richtext.cleaned(richtext.text_of(runs)).split()
    ]
    assert richtext.plain(richtext.normal(document)).split() == words
    assert richtext.word_count(richtext.normal(document)) == len(words)


@given(TYPED)
def test_what_is_kept_is_in_one_unicode_form_without_controls(document: Document) -> None:
    text = richtext.write(document)
    assert unicodedata.is_normalized("NFC", text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in text)


@given(st.text(max_size=60))
def test_plain_text_becomes_paragraphs_with_every_word(text: str) -> None:
    document = richtext.from_plain(text)
    assert richtext.plain(document).split() == richtext.cleaned(text).split()
    assert all(isinstance(block, Paragraph) for block in document.blocks)
    assert richtext.read(richtext.write(document)) == document


def test_paragraphs_come_back_from_plain_text() -> None:
    document = Document((Paragraph((Run("Ett\ntvå"),)), Paragraph((Run("Tre"),))))
    assert richtext.from_plain(richtext.plain(document)) == document


@given(st.text(max_size=40) | JSON)
def test_anything_else_is_refused_in_a_sentence(text: str) -> None:
    if text:
        with pytest.raises(DomainError):
            richtext.read(text)


@pytest.mark.parametrize(
    "value",
    [
        paragraph(runs=[]),
        paragraph(runs=[{"text": ""}]),
        paragraph(runs=[{"text": "a"}, {"text": "b"}]),
        paragraph(runs=[{"text": "a", "bold": False}]),
        paragraph(runs=[{"text": "a", "bold": 1}]),
        paragraph(runs=[{"text": "a", "colour": "red"}]),
        paragraph(runs=[{"text": 5}]),
        paragraph(runs="a"),
        paragraph(runs=[{"text": "a\u0000"}]),
        paragraph(runs=[{"text": "e\u0301"}]),
        paragraph(kind="image"),
        paragraph(level=1),
        paragraph(kind="heading", level=3),
        paragraph(kind="heading", level=True),
        {"blocks": [], "format": 1},
        {"blocks": [], "format": 2},
        {"blocks": [{"kind": "list", "ordered": False, "items": []}], "format": 1},
        {"blocks": [{"kind": "table", "header": True, "rows": [[[]], [[], []]]}], "format": 1},
        {"blocks": {"kind": "paragraph"}, "format": 1},
        [[]],
    ],
)
def test_what_this_program_does_not_write_is_refused(value: object) -> None:
    with pytest.raises(richtext.UnreadableText):
        richtext.read(kept(value))


@pytest.mark.parametrize(
    "text", [" ", "{", "[" * 100_000, '{"format":1e400}', '{"format":NaN}', "9" * 10_000]
)
def test_broken_and_hostile_json_is_refused(text: str) -> None:
    with pytest.raises(richtext.UnreadableText):
        richtext.read(text)


def test_blanks_and_repeated_keys_are_refused() -> None:
    text = richtext.write(SOME)
    for changed in (
        text.replace(",", ", ", 1),
        text + "\n",
        text.replace('"format":1', '"format":1,"format":1'),
    ):
        with pytest.raises(richtext.UnreadableText):
            richtext.read(changed)


def test_half_a_character_is_refused_and_never_written() -> None:
    with pytest.raises(richtext.UnreadableText):
        richtext.read(r'{"blocks":[{"kind":"paragraph","runs":[{"text":"\ud83d"}]}],"format":1}')
    assert richtext.plain(richtext.read(richtext.write(richtext.from_plain("a\ud83db")))) == "ab"


def test_what_looks_like_markup_is_only_text() -> None:
    document = richtext.from_plain("<b>fet</b> &amp; <script>")
    assert richtext.plain(richtext.read(richtext.write(document))) == "<b>fet</b> &amp; <script>"


def test_an_empty_text_is_an_empty_string() -> None:
    blank = Document((Paragraph(()), Heading(1, (Run(" \u00a0"),)), ListBlock(False, ()), Table(True, ((),))))
    assert richtext.write(blank) == richtext.write(EMPTY) == ""
    assert richtext.read("") == EMPTY


def test_unbreakable_spaces_stay() -> None:
    document = richtext.from_plain("1\u00a0200 tkr, §\u202f5")
    assert richtext.plain(richtext.read(richtext.write(document))) == "1\u00a0200 tkr, §\u202f5"


def test_a_heading_is_one_line() -> None:
    assert richtext.normal(Document((Heading(2, (Run("Två\nrader"),)),))).blocks == (
        Heading(2, (Run("Två rader"),)),
    )


def test_a_heading_is_bold_as_it_is() -> None:
    document = Document((Heading(1, (Run("Vårt ", bold=True), Run("mål"), Run("!", True, True))),))
    assert richtext.normal(document).blocks == (Heading(1, (Run("Vårt mål"), Run("!", italic=True))),)


def test_a_text_that_is_still_being_written_may_be_too_long() -> None:
    document = richtext.from_plain("å" * (richtext.MAX_CHARACTERS + 1))
    draft = richtext.write(document, limited=False)
    assert richtext.read(draft, limited=False) == document


def test_rows_of_a_table_become_equally_long() -> None:
    table = Table(False, (((Run("a"),), (Run("b"),)), ((Run("c"),),)))
    assert richtext.normal(Document((table,))).blocks == (
        Table(False, (((Run("a"),), (Run("b"),)), ((Run("c"),), ()))),
    )


def test_a_text_at_the_limit_is_kept_and_one_above_is_refused() -> None:
    most = richtext.from_plain("å" * richtext.MAX_CHARACTERS)
    assert richtext.read(richtext.write(most)) == most
    with pytest.raises(richtext.TextTooLong) as refused:
        richtext.write(richtext.from_plain("å" * (richtext.MAX_CHARACTERS + 1)))
    assert "200\u00a0001 tecken" in refused.value.message


def test_a_text_above_the_limit_is_refused_when_read_too() -> None:
    with pytest.raises(richtext.TextTooLong):
        richtext.read(kept(paragraph(runs=[{"text": "a" * 200_001}])))


@pytest.mark.parametrize(("columns", "rows"), [(richtext.MAX_COLUMNS, 1), (1, richtext.MAX_ROWS)])
def test_the_largest_tables_are_kept(columns: int, rows: int) -> None:
    document = Document((Table(False, (((Run("x"),),) * columns,) * rows),))
    assert richtext.read(richtext.write(document)) == document


def test_wider_and_longer_tables_are_refused() -> None:
    with pytest.raises(richtext.TableTooWide, match="40 kolumner"):
        richtext.write(Document((Table(False, (((),) * 40,)),)))
    with pytest.raises(richtext.TableTooLong, match="501 rader"):
        richtext.write(Document((Table(False, (((Run("x"),),),) * 501),)))
