"""`export FIL ekonomi`: the economy of a version, all of it or some of its documents."""

from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.pdfcheck.reading import bookmarks, page_texts

APRIL = "Skatteunderlagsprognos april 2026"
DAY = ("--today", "2026-11-21")


def test_the_documents_that_are_asked_for_are_written_as_appendices_or_a_workbook(
    example: Path, run: Run, tmp_path: Path
) -> None:
    out, book = tmp_path / "ekonomi.pdf", tmp_path / "ekonomi.xlsx"
    words = (
        "export",
        example,
        "ekonomi",
        "--version",
        "KS förslag",
        "--part",
        "resultat",
        "--part",
        "balans",
    )
    answer = run(*words, "--out", out, "--tkr", *DAY, "--json")
    assert (answer.code, answer.err) == (0, "")
    assert [each["path"] for each in answer.json["files"]] == [str(out)]
    titles = [title for _, title in bookmarks(out.read_bytes())]
    assert [title for title in titles if title.startswith("Bilaga")] == [
        "Bilaga 1. Resultatbudget", "Bilaga 2. Balansbudget",
    ]  # fmt: skip
    assert run(*words, "--out", book, *DAY).code == 0
    first = book.read_bytes()
    assert first.startswith(b"PK")
    run(*words, "--out", book, *DAY)
    assert book.read_bytes() == first


def test_all_of_it_is_written_from_the_version_that_is_worked_on(
    example: Path, run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "ekonomi.pdf"
    assert run("export", example, "ekonomi", "--out", out, "--tkr", *DAY).code == 0
    told = " ".join(" ".join(page_texts(out.read_bytes())).split())
    for title in (
        "Ekonomiska förutsättningar", "Prognoser jämförda", "Resultatbudget", "Kassaflödesbudget",
        "Balansbudget", "Driftbudget per nämnd", "Investeringsbudget", "Känslighetsanalys", "Scenarier",
        "Långsiktig ekonomisk plan", "Balanskravsutredning", "Resultatreserv",
    ):  # fmt: skip
        assert f". {title}" in told
    assert "Lagens krav" in told
    assert "46 procent av dem Nytt storkök i Kopparberg" in told, "11,0 av 24,1 mnkr är 45,6 procent"
    assert "2027 budget 2028 plan 2029 plan" in told


def test_the_two_forecasts_that_are_compared_can_be_chosen(example: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "prognoser.pdf"
    words = ("export", example, "ekonomi", "--out", out, "--part", "prognoser", "--tkr", *DAY)
    assert run(*words).code == 0
    told = " ".join(" ".join(page_texts(out.read_bytes())).split())
    assert "Utrymmet växer med" in told
    assert "Källa: SKR, april 2026; SKR, september 2026" in told
    september = "Skatteunderlagsprognos september 2026 (2026-09-30)"
    assert run(*words, "--round", september, "--round", APRIL).code == 0
    assert "Utrymmet minskar med" in " ".join(" ".join(page_texts(out.read_bytes())).split())


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("ekonomi", "--out", "a.pdf", "--part", "vinst"), 1, "”vinst” är ingen del av ekonomin"),
        (("ekonomi", "--out", "a.pdf", "--version", "Höst"), 1, "”Höst”"),
        (("ekonomi", "--out", "a.pdf", "--year", "2031"), 1, "2031"),
        (("ekonomi", "--out", "a.txt"), 2, "slutar på .pdf eller .xlsx"),
        (("budget", "--out", "a.pdf", "--part", "resultat"), 2, "--part gäller bara ekonomin"),
        (("ekonomi", "--out", "a.pdf", "--unit", "Kostenhet"), 2, "--unit och --year"),
        (("ekonomi", "--out", "a.pdf", "--round", "April"), 2, "--round anges två gånger"),
        (("budget", "--out", "a.pdf", "--round", "a", "--round", "b"), 2, "--round gäller bara ekonomin"),
        (("ekonomi", "--out", "a.pdf", "--round", "Maj", "--round", "Juni"), 1, "ingen prognosomgång ”Maj”"),
        (("ekonomi", "--out", "a.pdf", "--round", APRIL, "--round", APRIL), 1, "med sig själv"),
    ],
)
def test_what_cannot_be_written_is_refused_in_one_line(
    example: Path, run: Run, words: tuple[str, ...], code: int, why: str, tmp_path: Path
) -> None:
    placed = tuple(str(tmp_path / word) if word.startswith("a.") else word for word in words)
    answer = run("export", example, *placed)
    assert answer.code == code
    assert why in answer.err
    assert list(tmp_path.glob("a.*")) == []
