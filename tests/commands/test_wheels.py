"""`export … arshjul`, `export … sammantraden` and `import … kalender` on the command line."""

from pathlib import Path

import pytest

from tests.commands.conftest import Run

_TODAY = ("--today", "2026-11-21")


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.pdf", b"%PDF"),
        ("a.png", b"\x89PNG"),
        ("a.svg", b"<svg"),
        ("a.ics", b"BEGIN:VCALENDAR"),
        ("a.xlsx", b"PK"),
    ],
)
def test_the_name_says_what_the_wheel_is_written_as(
    example: Path, run: Run, tmp_path: Path, name: str, begins: bytes
) -> None:
    out = tmp_path / name
    answer = run("export", example, "arshjul", "--out", out, *_TODAY, "--json")
    assert (answer.code, answer.err) == (0, "")
    assert [each["path"] for each in answer.json["files"]] == [str(out)]
    first = out.read_bytes()
    assert first.startswith(begins)
    run("export", example, "arshjul", "--out", out, *_TODAY)
    assert out.read_bytes() == first


def test_how_the_poster_looks_can_be_chosen(example: Path, run: Run, tmp_path: Path) -> None:
    made = set()
    for words in ((), ("--paper", "a2"), ("--mono",), ("--landscape",), ("--rings", "organ")):
        out = tmp_path / "a.pdf"
        assert run("export", example, "arshjul", "--out", out, *words, *_TODAY).code == 0
        made.add(out.read_bytes())
    assert len(made) == 5


def test_a_folder_gets_a_calendar_for_each_body(example: Path, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "kalendrar"
    answer = run("export", example, "arshjul", "--out", folder, *_TODAY)
    names = sorted(path.name for path in folder.iterdir())
    assert "Årshjul 2026 Kommunfullmäktige.ics" in names
    assert len(names) > 3
    assert "utan angiven tid" in answer.out
    plan = tmp_path / "plan"
    assert run("export", example, "sammantraden", "--out", plan, *_TODAY).code == 0
    assert len(list(plan.iterdir())) <= len(names)


def test_one_body_and_the_plan_alone(example: Path, run: Run, tmp_path: Path) -> None:
    council, plan, book = tmp_path / "kf.ics", tmp_path / "plan.ics", tmp_path / "plan.xlsx"
    assert run("export", example, "arshjul", "--out", council, "--body", "KF", *_TODAY).code == 0
    assert run("export", example, "sammantraden", "--out", plan, *_TODAY).code == 0
    assert run("export", example, "sammantraden", "--out", book, *_TODAY).code == 0
    assert b"CATEGORIES:Kommunfullm" in council.read_bytes()
    assert plan.read_bytes().count(b"BEGIN:VEVENT") > council.read_bytes().count(b"BEGIN:VEVENT") > 0
    refused = run("export", example, "arshjul", "--out", council, "--body", "Slottet", *_TODAY)
    assert (refused.code, "Inget organ heter ”Slottet”" in refused.err) == (1, True)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("arshjul", "--out", "a.txt"), "slutar på .pdf, .png, .svg, .ics eller .xlsx"),
        (("sammantraden", "--out", "a.pdf"), "slutar på .ics eller .xlsx"),
        (("arshjul", "--out", "a.pdf", "--body", "KF"), "--body kräver en fil som slutar på .ics"),
        (("arshjul", "--out", "a.ics", "--mono"), "kräver en fil som slutar på .pdf, .png eller .svg"),
        (("arshjul", "--out", "a.png", "--dpi", "9999"), "--dpi är ett tal från 36 till 600"),
        (("register", "--out", "a.pdf", "--mono"), "gäller bara årshjulet"),
        (("register", "--out", "a.pdf", "--body", "KF"), "--body gäller bara årshjulet"),
    ],
)
def test_what_does_not_belong_together_is_wrong_use(
    example: Path, run: Run, words: tuple[str, ...], why: str
) -> None:
    answer = run("export", example, *words)
    assert answer.code == 2
    assert why in answer.err


def test_a_place_that_cannot_be_written_is_told_in_one_line(example: Path, run: Run, tmp_path: Path) -> None:
    there = tmp_path / "fil.pdf"
    there.write_bytes(b"gammal")
    assert run("export", example, "arshjul", "--out", there, *_TODAY).code == 0
    assert there.read_bytes().startswith(b"%PDF")
    flat = tmp_path / "platt"
    flat.write_bytes(b"x")
    for out in (there / "a.pdf", there / "mapp" / "a.ics", flat):
        answer = run("export", example, "arshjul", "--out", out, *_TODAY)
        assert (answer.code, answer.err.count("\n"), "skrevs inte" in answer.err) == (1, 1, True)
    deep = tmp_path / "ny" / "djup" / "a.svg"
    assert run("export", example, "arshjul", "--out", deep, *_TODAY).code == 0
    assert deep.exists()


def test_a_plan_without_meetings_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "n.styr"
    assert run("new", path, "--model", "norberg", *_TODAY).code == 0
    for name in ("a.ics", "a.xlsx", "mapp"):
        answer = run("export", path, "sammantraden", "--out", tmp_path / name, *_TODAY)
        assert answer.code == 1
        assert answer.err.count("\n") == 1


def test_the_plan_written_to_a_workbook_and_read_back_changes_nothing(
    example: Path, run: Run, tmp_path: Path
) -> None:
    book = tmp_path / "plan.xlsx"
    assert run("export", example, "sammantraden", "--out", book, *_TODAY).code == 0
    answer = run("import", example, "kalender", book, "--dry-run", *_TODAY, "--json").json
    assert (answer["rows"], answer["left_out"]) == ([], [])
    assert answer["unchanged"] > 5


def test_a_year_without_anything_is_refused(example: Path, run: Run, tmp_path: Path) -> None:
    answer = run("export", example, "arshjul", "--out", tmp_path / "a.pdf", "--year", "2019", *_TODAY)
    assert (answer.code, "Årshjulet 2019 har inga aktiviteter" in answer.err) == (1, True)


def test_a_calendar_is_looked_through_and_then_read_in(example: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "a.ics"
    run("export", example, "arshjul", "--out", out, *_TODAY)
    same = run("import", example, "kalender", out, *_TODAY)
    assert (same.code, "har inget nytt för 2026" in same.out) == (0, True)
    data = out.read_bytes().replace(
        b"BEGIN:VEVENT\r\nSUMMARY:Kommunstyrelsen", b"BEGIN:VEVENT\r\nSUMMARY:KS: x", 1
    )
    stamped = b"BEGIN:VEVENT\r\nUID:ny\r\nDTSTAMP:20260101T000000Z\r\n"
    new = stamped + b"DTSTART:20260916T100000Z\r\nSUMMARY:Budgetdag\r\n"
    out.write_bytes(data.replace(b"END:VCALENDAR", new + b"END:VEVENT\r\nEND:VCALENDAR"))
    looked = run("import", example, "kalender", out, "--dry-run", *_TODAY, "--json").json
    assert (looked["would_add"], looked["would_change"], looked["applied"]) == (1, 1, False)
    assert [row["kind"] for row in looked["rows"]] == ["meeting", "activity"]
    done = run("import", example, "kalender", out, *_TODAY)
    assert (done.code, "1 läggs till, 1 ändras" in done.out) == (0, True)
    again = run("import", example, "kalender", out, *_TODAY, "--json").json
    assert (again["would_add"], again["would_change"], again["rows"]) == (0, 0, [])


def test_what_cannot_be_read_in_is_told_and_leaves_a_remark(example: Path, run: Run, tmp_path: Path) -> None:
    source = tmp_path / "plan.csv"
    source.write_text("Organ;Datum\nKommunstyrelsen;snart\nKommunstyrelsen;14 september\n", encoding="utf-8")
    answer = run("import", example, "kalender", source, "--dry-run", *_TODAY)
    assert answer.code == 1
    assert "”snart” är inget datum" in answer.err
    assert "Kommunstyrelsen" in answer.out


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04 nej"])
def test_another_file_is_refused_in_one_line(example: Path, run: Run, tmp_path: Path, data: bytes) -> None:
    source = tmp_path / "x.ics"
    source.write_bytes(data)
    answer = run("import", example, "kalender", source, *_TODAY)
    assert (answer.code, answer.err.count("\n")) == (1, 1)
    budget = run("import", example, "budget", source, "--body", "KF")
    assert (budget.code, "gäller bara kalendern" in budget.err) == (2, True)
