"""What other programs put on the clipboard, reduced to the blocks of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services import richtext
from app.services.richhtml import read_html, write_html
from app.services.richtext import Document, Heading, ListBlock, Paragraph, Run, Table
from tests.services.richtexts import NORMAL

TAGS = [
    "p", "/p", "b", "/i", "ul", "ol", "li", "/ul", "table", "tr", "/td", "/table", "h1", "/h1", "br",
    "![if", "!--", "style", "/style", "span", "/span", "pre",
]  # fmt: skip
PIECES = st.sampled_from(
    [
        *(f"<{tag}>" for tag in TAGS),
        *("<td rowspan=3>", "<th colspan=2>", "<span style='font-weight:bold'>"),
        *("&amp;", "&#0;", "ord", "\u00a0", "-->", "<", " "),
    ]
)


def runs(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def test_paragraphs_headings_and_styles_are_kept() -> None:
    html = (
        "<html><body><h1>Mål</h1><h3>Under</h3><p>Vi <b>ska</b> <em>läsa</em>\n  mer</p>"
        "<p><span style='font-weight:700; font-style: italic'>båda</span></p>"
    )
    assert read_html(html).blocks == (
        Heading(1, runs("Mål")),
        Heading(2, runs("Under")),
        Paragraph((Run("Vi "), Run("ska", bold=True), Run(" "), Run("läsa", italic=True), Run(" mer"))),
        Paragraph((Run("båda", True, True),)),
    )


def test_bold_can_end_inside_bold() -> None:
    html = "<b style='font-weight:normal'><p>Från <b>webben</b></p></b>"
    assert read_html(html).blocks == (Paragraph((Run("Från "), Run("webben", bold=True))),)


def test_lists_are_kept_and_inner_lists_join_them() -> None:
    html = (
        "<ul><li>ett<li>två<ul><li>inne</ul></ul><ol><li><p>först</p></li><li>sedan</li></ol><ol><li>ny</ol>"
    )
    assert read_html(html).blocks == (
        ListBlock(False, (runs("ett"), runs("två"), runs("inne"))),
        ListBlock(True, (runs("först"), runs("sedan"))),
        ListBlock(True, (runs("ny"),)),
    )


def test_a_table_from_a_spreadsheet() -> None:
    html = """<html xmlns:x="urn:schemas-microsoft-com:office:excel">
    <head><style>td {color:red}</style></head>
    <body><!--StartFragment--><table><col width=64><tr height=20><td class=xl65><b>År</b></td><td>
    <b>Ram</b></td></tr><tr><td align=right>2027</td><td>1&nbsp;200<br>tkr</td></tr></table>
    <!--EndFragment--></body></html>"""
    (table,) = read_html(html).blocks
    assert isinstance(table, Table)
    assert table.header
    assert [[richtext.text_of(cell) for cell in row] for row in table.rows] == [
        ["År", "Ram"],
        ["2027", "1\u00a0200\ntkr"],
    ]


def test_cells_over_several_rows_and_columns_leave_their_room_empty() -> None:
    html = "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d<tr><td>e</table>"
    (table,) = read_html(html).blocks
    assert isinstance(table, Table)
    assert [[richtext.text_of(cell) for cell in row] for row in table.rows] == [
        ["a", "b", ""],
        ["", "c", "d"],
        ["e", "", ""],
    ]


def test_header_cells_make_a_header_row() -> None:
    (table,) = read_html("<table><thead><tr><th>A<th>B</thead><tr><td>1<td>2</table>").blocks
    assert isinstance(table, Table)
    assert table.header


def test_a_table_in_a_table_gives_its_words_and_one_of_one_column_is_no_table() -> None:
    html = "<table><tr><td>a<td><table><tr><td>b<td>c</table></table>"
    (table,) = read_html(html).blocks
    assert isinstance(table, Table)
    assert richtext.text_of(table.rows[0][1]) == "b\nc"
    assert read_html("<table><tr><td>Bara layout</table>").blocks == (Paragraph(runs("Bara layout")),)


def test_the_lists_of_a_word_processor_are_lists() -> None:
    html = (
        "<p class=MsoListParagraph style='mso-list:l0 level1'><![if !supportLists]><span>·<span>&nbsp;&nbsp; "
        "</span></span><![endif]>första<o:p></o:p></p>"
        "<p class=MsoListParagraph>·&nbsp;&nbsp; <b>andra</b></p>"
        "<p class=MsoListParagraph>1)&nbsp;&nbsp; numrerad</p><p class=MsoNormal>1. mål</p>"
    )
    assert read_html(html).blocks == (
        ListBlock(False, (runs("första"), (Run("andra", bold=True),))),
        ListBlock(True, (runs("numrerad"),)),
        Paragraph(runs("1. mål")),
    )


def test_images_links_scripts_and_hidden_words_leave_only_what_is_read() -> None:
    html = (
        "<style>p{}</style><script>alert(1)</script><p>Se <a href='javascript:x'>sidan</a>"
        "<img src='file:///etc/passwd' alt='bild'> <font color=red>här</font>"
        "<span style='display:none'>dold</span><title>titel</title></p>"
    )
    assert read_html(html).blocks == (Paragraph(runs("Se sidan här")),)


def test_written_out_markup_is_text() -> None:
    assert read_html("<p>&lt;b&gt;fet&lt;/b&gt; &amp;amp;</p>").blocks == (
        Paragraph(runs("<b>fet</b> &amp;")),
    )


def test_unbreakable_spaces_stay() -> None:
    assert read_html("<p>1&nbsp;200&#8239;kr</p>").blocks == (Paragraph(runs("1\u00a0200\u202fkr")),)


@pytest.mark.parametrize(
    "html", ["<table><tr>" * 5_000 + "x", "<b>" * 50_000 + "x", "<td colspan=9999999>x", "<" * 9_999]
)
def test_hostile_html_is_read_without_harm(html: str) -> None:
    assert isinstance(read_html(html), Document)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_soup_of_tags_gives_a_text_that_can_be_kept(html: str) -> None:
    document = read_html(html)
    assert richtext.read(richtext.write(document, limited=False), limited=False) == document


@given(NORMAL)
def test_what_is_copied_keeps_its_words(document: Document) -> None:
    back = read_html(write_html(document))
    assert richtext.plain(back).split() == richtext.plain(document).split()


def test_what_is_copied_comes_back_as_it_was() -> None:
    document = Document(
        (
            Heading(2, runs("Mål & <medel>")),
            Paragraph((Run("Rad\nrad "), Run("fet", bold=True), Run(" kursiv", italic=True))),
            ListBlock(True, (runs("ett"), runs("två"))),
            Table(True, ((runs("A"), runs("B")), (runs("1"), ()))),
        )
    )
    assert read_html(write_html(document)) == document
