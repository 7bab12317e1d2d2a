"""All agreements are made, written, decided, printed, signed and revised, and papers are proved right."""

import subprocess
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from pikepdf import Dictionary, Name, Pdf
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import Frame, PlanVersion
from app.services.budget import frames, versions
from app.services.clock import Clock, fixed_clock
from app.services.exchange.example import MODEL
from app.services.exchange.example_budget import load_budget, lock_versions
from app.services.exchange.example_file import read_example
from app.services.exchange.example_organisation import load_organisation
from app.services.exchange.example_scorecard import ScorecardLoader, load_goal_measures
from app.services.exchange.example_steering import SteeringLoader, load_nodes
from app.services.exchange.example_time import Timeline
from app.services.exchange.example_wheel import load_wheel
from app.services.storage import describe, final
from app.ui.agreements.lifecycle.making import MakingForm
from app.ui.agreements.lifecycle.picking import PickingForm
from app.ui.agreements.lifecycle.revision_dialog import RevisionDialog
from app.ui.agreements.register.choices import ALL
from app.ui.parts.empty_state import EmptyState
from tests.conftest import TODAY
from tests.newfiles import installing, open_founded
from tests.pdfcheck.reading import page_texts
from tests.services.reports.signing.certificates import person
from tests.ui.nyanstalld import Nyanstalld, agree, broken, code_on, sitting_down
from tests.ui.parts.test_printing import pages_in
from tests.ui.planerare import plain

HOME, KITCHEN = "Hemtjänst Kopparberg", "Kostenhet"
PURPOSE, COMMITMENTS = "Verksamhetens syfte och omfattning", "Verksamhetens åtagande"
PROMISES = {HOME: "Samma få medarbetare hos varje brukare", KITCHEN: "Maten lagas nära den som äter"}
NEXT_YEAR = date(2027, 10, 20)
SIGNERS = ("Åsa Örn", "Örjan Åkre")
VERDICTS = {
    "signed": "just den som undertecknades",
    "decided": "Varje sida stämmer.",
    "appendix": "Varje sida stämmer.",
    "draft": "finns inte i den här filen",
}
WHY = "Fler brukare bor kvar hemma."


def without_agreements(session: Session) -> None:
    """The example's organisation, budget, goals and wheel: all that agreements are made from."""
    example, time = read_example(), Timeline(2027)
    units = load_organisation(session, example, time)
    plans = load_budget(session, example, time, units)
    steering = SteeringLoader(session, time, units)
    load_nodes(steering, example)
    load_goal_measures(ScorecardLoader(session, time, units, steering.nodes), example)
    load_wheel(session, example.calendar, time)
    lock_versions(session, example, plans, today=TODAY)
    steering.lock()
    describe(session, "Lade in exempelkommunen utan överenskommelser")
    final(session)


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> Path:
    path = tmp_path / "Överenskommelser å.styr"
    founding = (installing(MODEL)[0], without_agreements)
    open_founded(path, *founding, clock=clock, user="Prov").close()
    return path


# ---- this year -------------------------------------------------------------------------------------


def make_all(one: Nyanstalld) -> None:
    """The empty page offers the step, and one step makes an agreement for each performer."""
    seen: list[str] = []

    def go(form: MakingForm) -> None:
        seen.append(plain(form.summary.plain_text()))
        agree(form)

    empty = next(each for each in one.page.findChildren(EmptyState) if each.isVisible())
    one.answers.when(MakingForm, go)
    one.press(empty.button.text(), one.page)
    assert seen == ["25 uppdragshandlingar för 2027–2029 görs, i ett steg som kan ångras."]
    assert one.told[-1] == "25 uppdragshandlingar gjordes. Ctrl+Z ångrar."
    assert len(one.rows()) == 25
    one.window.commands.undo.trigger()
    assert one.rows() == {}
    one.window.commands.redo.trigger()
    assert len(one.rows()) == 25


def see_what_is_missing(one: Nyanstalld) -> None:
    """What each lacks is told, and what the program knows is not asked for."""
    assert one.state() == "25 uppdragshandlingar, 0 beslutade, 25 saknar något"
    one.follow("25 saknar något")
    assert len(one.page.shown_ids()) == 25
    for row in one.rows().values():
        assert [plain(lack) for lack in row.missing] == [
            f"Avsnittet ”{PURPOSE}” är inte skrivet.",
            "Åtaganden saknas.",
        ]
        assert not row.frames_behind
    one.page.register._choice.chosen.emit(ALL)


def fill_in(one: Nyanstalld, unit: str) -> None:
    """From gap to gap in Skriva, and over to the commitments and back."""
    one.write(unit, PURPOSE, f"Vi finns till för dem som bor i kommunen. {unit} gör det varje dag.")
    assert (one.title(), one.lacking()) == (PURPOSE, [COMMITMENTS])
    one.writing.gap.click()
    assert one.title() == COMMITMENTS
    one.given()["Lägg till åtaganden"].on_click()
    one.see("")
    above = one.steering._current()
    assert above.title == f"Uppdragshandling {unit}"
    made = one.add("Åtagande", PROMISES[unit], above)
    assert PROMISES[unit] in one.given()
    assert one.lacking() == [COMMITMENTS]
    one.measure(made)
    assert one.lacking() == []
    assert one.page.status == f"Inget saknas i handlingen för {unit}"


def decide(one: Nyanstalld) -> None:
    """Those that lack nothing are offered, put up for decision and decided together, in one step each."""

    def ready(form: PickingForm) -> None:
        assert {row.name for row in form.list._rows if row.free} == {HOME, KITCHEN}
        agree(form)

    def record(form: PickingForm) -> None:
        assert plain(form.summary.plain_text()) == "Beslutet gäller 2 uppdragshandlingar."
        for key, words in (("day", "2026-11-17"), ("paragraph", "§ 131"), ("number", "KS 2026/184")):
            form.field(key).setText(words)
        agree(form)

    one.answers.when(PickingForm, ready)
    one.command("Markera flera som klara för beslut…")
    one.answers.when(PickingForm, record)
    one.answers.press("Fastställ")
    one.command("Registrera beslut för flera…")
    assert "Det går inte att ångra." in one.answers.seen[-1]
    assert one.state() == "25 uppdragshandlingar, 2 beslutade, 23 saknar något, 2 väntar på underskrift"
    assert all(one.rows()[unit].locked for unit in (HOME, KITCHEN))


def print_two(one: Nyanstalld, paper: Path, patch: pytest.MonkeyPatch) -> None:
    """A copy for each party, and a list on top."""
    one.mark(HOME, KITCHEN)
    said = one.print_marked("Skriv ut 2 markerade…", paper, patch)
    sheets = pages_in(paper)
    assert said == f"Skickade {sheets} sidor till Plan 2."
    assert sheets > 2 * 2
    assert (sheets - 1) % 2 == 0


def sign(one: Nyanstalld, folder: Path) -> None:
    """Two signers after each other, each with a certificate of their own."""
    for place, name in enumerate(SIGNERS, 1):
        holder = folder / f"{name}.p12"
        holder.write_bytes(person(name))
        assert one.sign(HOME, holder).startswith(f"{name}, Provkommunen. Utfärdat av Provkommunens utfärdare")
        assert one.rows()[HOME].signed_words == f"{place} av 2"
    assert one.rows()[HOME].stage_word == "Undertecknad"


# ---- next year -------------------------------------------------------------------------------------


def give_more(one: Nyanstalld) -> None:
    """The council decides a revised budget with more to one of the performers."""
    detail = one.page.detail(one.rows()[HOME].id)
    revised = partial(versions.create_version, name="Reviderad", stage="revised")
    key = one.space.run(partial(revised, source_id=detail.plan_version_id)).value
    asked = select(Frame.id, Frame.version).where(
        Frame.plan_version_id == key, Frame.unit_id == detail.row.unit_id, Frame.year == 2028
    )
    frame, version = one.space.read(
        lambda session: tuple(session.execute(asked.where(Frame.kind == "operating")).one())
    )
    more = partial(frames.set_component, frame_id=frame, kind="priority", amount=300_000_00)
    one.space.run(partial(more, expected_version=version))
    lock = partial(
        versions.lock_version, version_id=key, body="Kommunfullmäktige", decided_on=date(2027, 9, 28),
        paragraph="§ 88", registration_number=None, today=NEXT_YEAR, stage="revised",
    )  # fmt: skip
    version = one.space.read(lambda session: session.get_one(PlanVersion, key).version)
    assert one.space.run(partial(lock, expected_version=version)) is not None


def revise(one: Nyanstalld) -> None:
    """The frames of the second year become a numbered appendix, and the agreement stays as it was signed."""
    before = one.rows()[HOME]

    def write(dialog: RevisionDialog) -> None:
        assert dialog.revision.words == "Bilaga 1, ramar 2028"
        dialog.plan.setCurrentIndex(dialog.plan.findText("Reviderad", Qt.MatchFlag.MatchContains))
        dialog.plan.activated.emit(dialog.plan.currentIndex())
        dialog.editor.area.setPlainText(WHY)
        dialog.editor.draft.touched()
        one.answers.will({"day": "2027-10-12", "paragraph": "§ 98"})
        one.answers.press("Fastställ")
        dialog.decide.click()
        assert dialog.revision.locked
        dialog.accept()

    one.answers.will({"year": "2028"})
    one.answers.when(RevisionDialog, write)
    one.command("Revidera ramarna…", HOME)
    after = one.rows()[HOME]
    assert (after.version, after.signed_words) == (before.version, before.signed_words)


def prove(one: Nyanstalld, papers: dict[str, Path]) -> None:
    """The code and the file tell the decided paper from a draft of it, and from one that was changed."""
    for name, unit in (("signed", HOME), ("decided", KITCHEN)):
        told = one.check(code=code_on(papers[name]).lower())
        assert f"{unit}, version 1.0, beslutad 17 november 2026" in told
    for name, verdict in VERDICTS.items():
        assert verdict in one.check(file=papers[name])
    for name, verdict in (("decided", "En sida stämmer inte"), ("signed", "Filen har ändrats efter")):
        changed = papers[name].with_name(f"ändrad {name}.pdf")
        write_over(papers[name], changed)
        told = one.check(file=changed)
        assert told.removeprefix(f"{changed.name} ").startswith(verdict)
        assert "Tillagt: ”99999”." in told


def write_over(paper: Path, changed: Path) -> None:
    """Somebody writes an amount on the first page."""
    with Pdf.open(paper) as pdf:
        page = pdf.pages[0]
        page.Resources.Font["/FX"] = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
        )
        page.contents_add(b"BT /FX 9 Tf 400 300 Td (99999) Tj ET")
        pdf.save(changed)


def test_a_new_user_makes_all_agreements_and_proves_that_a_paper_is_the_decided_one(
    file: Path,
    tmp_path: Path,
    clock: Clock,
    qapp: QApplication,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    papers = {name: tmp_path / f"{name}.pdf" for name in ("draft", "decided")}
    for one in sitting_down(file, clock, qapp, qtbot):
        make_all(one)
        see_what_is_missing(one)
        fill_in(one, HOME)
        fill_in(one, KITCHEN)
        one.export(f"Uppdragshandling för {KITCHEN}", papers["draft"], monkeypatch)
        decide(one)
        print_two(one, tmp_path / "utskrift.pdf", monkeypatch)
        sign(one, tmp_path)
        one.mark(KITCHEN)
        one.export(f"Uppdragshandling för {KITCHEN}", papers["decided"], monkeypatch)
    for one in sitting_down(file, fixed_clock(NEXT_YEAR), qapp, qtbot):
        give_more(one)
        assert "25 med äldre ramar" in one.state()
        revise(one)
        assert "24 med äldre ramar" in one.state()
        one.mark(HOME)
        one.export(f"Uppdragshandling för {HOME}", tmp_path / "mapp", monkeypatch)
        papers["appendix"], papers["signed"] = sorted((tmp_path / "mapp").iterdir())
        prove(one, papers)
    appendix = plain(" ".join(page_texts(papers["appendix"].read_bytes())))
    for words in ("Bilaga 1: Revidering av budgetramar 2028", WHY, "Ändring +300 +300"):
        assert words in appendix
    assert broken(papers, tmp_path) == {}
    asked = ["pdfsig", "-nocert", papers["signed"]]
    said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert said.count("Signature is Valid") == len(SIGNERS)
