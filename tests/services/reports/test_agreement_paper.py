"""The paper of an agreement in a municipality's look: cover, charts, appendices, fields, data in the file."""

import json
import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Dictionary, Name, Pdf

from app.services.agreements.document import (
    AgreementDocument,
    FrameRow,
    FramesTable,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Rich,
    Section,
    Signatory,
    from_plain,
)
from app.services.agreements.revisionform import revision_from_plain
from app.services.formatting import read_number
from app.services.reports import archive
from app.services.reports.agreement_charts import figure_chart, frame_chart, number_of
from app.services.reports.content_hash import code_of
from app.services.reports.revision_paper import render_revision
from app.services.reports.revision_tables import change_table
from app.services.reports.uppdragshandling import render
from tests.pdfcheck.reading import Node, bookmarks, page_texts, structure, unmarked_operations
from tests.pdfcheck.validator import validate
from tests.services.reports.agreement_samples import FIGURES, OWN, REVISION, WHOLE, looks
from tests.services.reports.samples import FRAMES, TKR, USUAL


@pytest.fixture(scope="module")
def dressed() -> bytes:
    return render(WHOLE, look=looks(), appendices=(REVISION,), fields=True)


@pytest.fixture(scope="module")
def plain() -> bytes:
    return render(WHOLE)


@pytest.fixture(scope="module")
def revised() -> bytes:
    return render_revision(REVISION, looks(), fields=True)


@pytest.fixture(scope="module")
def with_data() -> bytes:
    return render(WHOLE, look=looks(), appendices=(REVISION,), archive="3a")


def _all_text(content: bytes) -> str:
    return "\n".join(page_texts(content))


def _words(text: str) -> str:
    return " ".join(text.split())


def test_every_way_to_print_it_is_archivable_and_accessible(
    dressed, plain, revised, with_data, tmp_path
) -> None:
    files = {"klädd": dressed, "enkel": plain, "bilaga": revised, "data": with_data}
    paths = {name: tmp_path / f"{name}.pdf" for name in files}
    for name, path in paths.items():
        path.write_bytes(files[name])
    said = validate([paths["klädd"], paths["enkel"], paths["bilaga"]])
    said += validate([paths["data"]], ("3a", "ua1"))
    assert [(one.path.stem, one.profile, one.broken) for one in said if one.verdict != "PASS"] == []
    assert len(said) == 8


def test_the_same_document_gives_the_same_bytes(dressed, with_data) -> None:
    assert render(WHOLE, look=looks(), appendices=(REVISION,), fields=True) == dressed
    assert render(WHOLE, look=looks(), appendices=(REVISION,), archive="3a") == with_data


def test_all_that_is_drawn_is_tagged_or_decoration(dressed, revised) -> None:
    assert [*unmarked_operations(dressed), *unmarked_operations(revised)] == []


def test_what_the_agreement_asks_for_is_on_paper(plain) -> None:
    text = _words(_all_text(plain))
    for said in (
        "Beställande nämnd", "Nummer 2011:4", "Fast bemanning i nattpatrullen", "Givet av Kommunfullmäktige",
        "Uppdraget följs av tillskott i ramen.", "Återrapporteras: Kommunstyrelsen i delårsrapporten",
        "Uppdraget genomförs inom tilldelad budgetram.", "250", "Planera scheman", "Enhetschef",
        "Andel nöjda brukare (procent)", "86,5", "90 %", "Källa: Kolada N21010", "7,25", "Nr 2011:4",
    ):  # fmt: skip
        assert said in text


def test_the_cover_is_the_first_page_and_has_the_only_title(dressed) -> None:
    first, second, *_ = page_texts(dressed)
    for said in (WHOLE.municipality, WHOLE.title, WHOLE.performer, "Nummer 2011:4", *looks().lines):
        assert said in first
    assert code_of(WHOLE) in first
    assert "Parter, tid och beslut" in second
    titles = structure(dressed).all("H1")
    assert [title.pages for title in titles] == [[0]]


def test_pictures_have_words_with_their_values(dressed) -> None:
    told = [figure.alt or "" for figure in structure(dressed).all("Figure")]
    assert told[0] == f"Vapen eller logotyp: {WHOLE.municipality}"
    assert "Budgetram 2011: 20\u00a0980 tkr, 1\u00a0340 tkr mer än året före" in told[1]
    assert "Effektiviseringskrav \u2212200" in told[1]
    assert "2023: uppgift saknas" in told[2]
    assert "mål 90 %" in told[2]
    assert "2024: 327\u00a0333" in told[3]


def test_charts_can_be_left_out_and_the_numbers_stay() -> None:
    content = render(WHOLE, look=replace(looks(), charts=False, emblem=None))
    assert structure(content).all("Figure") == []
    assert "327 333" in _words(_all_text(content))


def test_a_colour_changes_no_word(plain) -> None:
    coloured = render(WHOLE, look=replace(looks(), cover=False, emblem=None))
    assert page_texts(coloured) == page_texts(plain)
    assert coloured != plain


def test_an_appendix_has_a_heading_and_a_code_of_its_own_on_its_pages(dressed) -> None:
    pages = page_texts(dressed)
    own, its = code_of(WHOLE), code_of(REVISION)
    begins = next(place for place, page in enumerate(pages) if "Bilaga 1: Revidering av ramar" in page)
    assert all(own in page and its not in page for page in pages[:begins])
    assert all(its in page and own not in page for page in pages[begins:])
    assert f"kontrollkod {REVISION.agreement_code}" in pages[begins]
    assert [f"Sida {n} av {len(pages)}" in page for n, page in enumerate(pages, 1)] == [True] * len(pages)
    assert (0, "Bilaga 1: Revidering av ramar för 2012") in bookmarks(dressed)


def _fields(content: bytes) -> list[tuple[str, int, list[float], Dictionary]]:
    with Pdf.open(BytesIO(content)) as pdf:
        if "/AcroForm" not in pdf.Root:
            return []
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        assert pdf.Root.AcroForm.SigFlags == 1
        return [
            (str(one.T), pages[one.P.objgen], [float(side) for side in one.Rect], dict(one))
            for one in pdf.Root.AcroForm.Fields
        ]


def test_each_signatory_has_a_field_on_the_line_of_the_signature(dressed, plain) -> None:
    fields = _fields(dressed)
    assert [name for name, *_ in fields] == ["Underskrift1", "Underskrift2"]
    assert _fields(plain) == []
    assert [str(field["/TU"]) for *_, field in fields] == [
        "Underskrift 1, För beställaren, Förvaltningschef",
        "Underskrift 2, För utföraren, Enhetschef",
    ]
    assert len({page for _, page, *_ in fields}) == 1
    assert "Namnförtydligande" in page_texts(dressed)[fields[0][1]]
    (left, low, right, high), (other, *_) = fields[0][2], fields[1][2]
    assert right < other
    assert (round(right - left), round(high - low)) == (207, 40)


def test_a_field_is_the_only_thing_its_form_refers_to(dressed) -> None:
    with Pdf.open(BytesIO(dressed)) as pdf:
        forms = [one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/S") == Name.Form]
        assert [form.K.Type for form in forms] == [Name.OBJR, Name.OBJR]
        assert all(form.K.Pg.Tabs == Name.S for form in forms)


def test_the_data_can_be_taken_out_again(with_data) -> None:
    with Pdf.open(BytesIO(with_data)) as pdf:
        kept = {spec.F: spec for spec in pdf.Root.AF}
        assert [str(name) for name in kept] == ["bilaga-1.json", "handling.json"]
        assert all(spec.AFRelationship == Name.Source for spec in kept.values())
        plain = {str(name): json.loads(spec.EF.F.read_bytes()) for name, spec in kept.items()}
    assert from_plain(plain["handling.json"]) == WHOLE
    assert revision_from_plain(plain["bilaga-1.json"]) == REVISION


def test_only_a_long_paper_lists_its_contents(plain) -> None:
    assert structure(plain).all("TOC") == []
    text = "\n\n".join(f"Stycke {n}. " + "Så är det avtalat mellan parterna. " * 20 for n in range(40))
    long = Section("Mycket lång rubrik " * 200, (Paragraph("Text."),))
    more = (Section("Bakgrund", (Paragraph(text),)), long)
    content = render(replace(WHOLE, sections=(*WHOLE.sections, *more)))
    lines = structure(content).all("TOCI")
    assert len(lines) > len(WHOLE.sections)
    assert sum(line.links for toci in lines for line in toci.all("Link")) == len(lines)
    assert re.search(r"8 Bakgrund\W+\d+\n", page_texts(content)[0])


def test_notes_are_notes_with_a_name_each(plain) -> None:
    with Pdf.open(BytesIO(plain)) as pdf:
        names = pdf.Root.StructTreeRoot.IDTree.Kids[0].Names
        assert [str(name) for name in names[::2]] == ["note-000001", "note-000002", "note-000003"]
        assert all(
            Name.Note == note.S and name == note.ID
            for name, note in zip(names[::2], names[1::2], strict=True)
        )


def test_own_text_keeps_its_lists_tables_and_levels(plain) -> None:
    tree = structure(plain)
    assert len(tree.all("LI")) >= 8
    levels = [int(node.role[1]) for node in _in_order(tree) if re.fullmatch("H[1-6]", node.role)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert "H4" in {node.role for node in _in_order(tree)}


def _in_order(node: Node) -> list[Node]:
    return [node, *(found for kid in node.kids for found in _in_order(kid))]


def test_a_kind_that_is_not_signed_has_no_lines_to_sign_on() -> None:
    text = _all_text(render(replace(USUAL, signed=False, kind_name="Servicedeklaration")))
    assert "Underskrift" not in text
    assert "Namnförtydligande" not in text
    assert "Kontrollkoden är räknad på handlingens innehåll" in text


@pytest.mark.parametrize("count", [1, 3, 7])
def test_no_signatory_is_parted_by_a_page(count: int) -> None:
    signatories = tuple(Signatory(f"Part {n}", f"Roll {n}", "Enheten") for n in range(count))
    pages = page_texts(render(replace(USUAL, signatories=signatories), fields=True))
    captions = [page.count("Ort och datum") for page in pages]
    assert sum(captions) == count
    assert captions == [page.count("Namnförtydligande") for page in pages]
    assert captions == [len(re.findall(r"^Part \d", page, re.MULTILINE)) for page in pages]


def test_a_text_of_many_pages_in_one_paragraph_is_whole() -> None:
    words = [f"ord{n}" for n in range(9000)]
    document = replace(USUAL, sections=(Section("Text", (Paragraph(" ".join(words)),)),))
    assert re.findall(r"ord\d+", _all_text(render(document))) == words


def test_the_appendix_by_itself_says_what_it_belongs_to(revised) -> None:
    text = _words(_all_text(revised))
    assert "Bilaga 1: Revidering av ramar för 2012" in text
    assert f"{REVISION.agreement_title}, kontrollkod {REVISION.agreement_code}" in text
    assert text.index("Ramar före ändringen") < text.index("Ramar efter ändringen")
    assert [name for name, *_ in _fields(revised)] == ["Underskrift1", "Underskrift2"]
    draft = _all_text(render_revision(replace(REVISION, draft=True, text="", after=None, signatories=())))
    assert "UTKAST" in draft
    assert "De nya ramarna saknas." in draft
    assert "Skälet till ändringen är inte beskrivet." in draft


YEARS = st.lists(st.tuples(st.integers(2026, 2029), st.integers(-(10**12), 10**12)), max_size=4)


def _frames_of(pairs: list[tuple[int, int]]) -> FramesTable:
    amounts = dict(pairs)
    return FramesTable(tuple(amounts), (FrameRow("Ram", tuple(amounts.values())),))


@settings(max_examples=40)
@given(YEARS, YEARS)
def test_the_change_of_each_year_is_the_difference_of_the_printed_sums(before, after) -> None:
    table = change_table(_frames_of(before), _frames_of(after))
    years, old, new, change = (row[1:] for row in table._cellvalues)
    assert years == [str(year) for year in sorted({*dict(before), *dict(after)})]
    for place, year in enumerate(map(int, years)):
        if year in dict(before) and year in dict(after):
            assert read_number(new[place]) - read_number(old[place]) == read_number(change[place])
        else:
            assert change[place] == "–"


def _key_figures(*items: KeyFigure) -> str:
    document = replace(USUAL, sections=(Section("Nyckeltal", (KeyFigures(items, False),)),))
    return _words(page_texts(render(document))[0])


def test_key_figures_of_the_same_periods_have_columns_and_others_words() -> None:
    same, half = FIGURES.items[0], FIGURES.items[1]
    moved = replace(half, points=tuple(replace(one, period=f"halvår 1 {one.period}") for one in half.points))
    assert "Nyckeltal 2021 2022 2023 2024 Mål" in _key_figures(same, half)
    told = _key_figures(same, moved)
    assert "Nyckeltal Tidigare Senast Mål" in told
    assert "81 (2021), 83 (2022) 86,5 (2024) 90 %" in told
    assert "327 333 (halvår 1 2024)" in told
    assert "uppgift saknas" in _key_figures(KeyFigure("Nytt", ()))


def test_the_code_of_an_appendix_follows_what_it_says_and_no_name() -> None:
    code = code_of(REVISION)
    named = tuple(replace(one, name="Namn") for one in REVISION.signatories)
    assert code_of(replace(REVISION, signatories=named, draft=True)) == code
    assert code_of(replace(REVISION, text="")) != code
    assert code_of(replace(REVISION, after=None)) != code


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.text(max_size=8), st.one_of(st.none(), st.integers(-(10**14), 10**14))), max_size=6)
)
def test_the_chart_of_a_frame_adds_up_to_its_table(rows: list[tuple[str, int | None]]) -> None:
    frames = FramesTable((2027,), tuple(FrameRow(name, (amount,)) for name, amount in rows))
    chart = frame_chart(frames)
    if chart is None:
        assert sum(bool(amount) for _, amount in rows) < 2
        return
    *parts, total = chart.steps
    assert sum(part.amount for part in parts) == total.amount == frames.totals[0]
    assert total.is_sum


def test_a_frame_that_falls_or_stands_still_says_so() -> None:
    def told(*amounts: int) -> str:
        names = ("Föregående års ram", "Volym", "Effektiviseringskrav")
        rows = tuple(FrameRow(name, (amount * TKR,)) for name, amount in zip(names, amounts, strict=True))
        chart = frame_chart(FramesTable((2027,), rows))
        assert chart is not None
        return chart.caption.title

    assert told(500, 20, -120) == "Budgetram 2027: 400 tkr, 100 tkr mindre än året före"
    assert told(500, 20, -20) == "Budgetram 2027: 500 tkr, lika mycket som året före"
    assert frame_chart(replace(FRAMES, rows=FRAMES.rows[:1])) is None


@given(st.text())
def test_any_text_is_a_number_or_none(text: str) -> None:
    value = number_of(text)
    assert value is None or value.is_finite()


def test_a_key_figure_with_one_outcome_is_not_drawn() -> None:
    assert figure_chart(FIGURES.items[2]) is None
    assert figure_chart(KeyFigure("Nytt", ())) is None


def test_hostile_words_in_every_new_block_are_only_words() -> None:
    bad = "<b>A & B</b> <img src='file:///etc/passwd'/>\u202e\u0000"
    document: AgreementDocument = replace(
        WHOLE, title=bad, number=bad, client_label=bad, sections=(Section(bad, (Rich(OWN), Paragraph(bad))),)
    )
    content = render(
        document, look=replace(looks(), lines=(bad,)), appendices=(replace(REVISION, title=bad),)
    )
    assert _all_text(content).count("<b>A & B</b> <img src='file:///etc/passwd'/>") >= 4
    assert b"/etc/passwd)" not in content


def test_metadata_of_a_file_with_data_says_which_standard_it_keeps(with_data, dressed) -> None:
    def part(content: bytes) -> str:
        with Pdf.open(BytesIO(content)) as pdf:
            told = pdf.Root.Metadata.read_bytes().decode()
        return "".join(re.findall(r"<pdfaid:part>(\d)</pdfaid:part>", told))

    assert (part(with_data), part(dressed)) == ("3", "2")
    assert archive.LANGUAGE == "sv-SE"
