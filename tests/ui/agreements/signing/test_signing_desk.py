"""Signatures in the window: recorded, made with a certificate, taken back; papers checked."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.services.paths import SETTINGS_VARIABLE
from app.services.reports.content_hash import code_of
from app.ui.agreements.signing.check_dialog import CheckDialog
from app.ui.agreements.signing.desk import SigningDesk
from app.ui.agreements.signing.issuers import IssuersDialog
from app.ui.agreements.signing.parts import file_menu, state_parts
from app.ui.agreements.signing.sign_dialog import CERTIFICATE, SignDialog
from app.ui.parts.details import Commands, Facts, Heading, Links, Part
from app.ui.parts.dialogs import FormDialog
from app.ui.parts.jobs import begun
from app.ui.parts.memory import memory
from app.ui.shell.workspace import Workspace
from tests.services.agreements.conftest import CLOCK
from tests.services.agreements.office import HOME_CARE, KITCHEN, Office
from tests.services.agreements.test_signing import LATER, PNG, agreement, decided, document, sign_digitally
from tests.services.reports.signing.certificates import PASSWORD, issuer, person
from tests.ui.agreements.conftest import Answers


@pytest.fixture
def desk(
    office: Office, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SigningDesk]:
    """The desk over the example, with settings of its own."""
    monkeypatch.setenv(SETTINGS_VARIABLE, str(tmp_path / "inställningar"))
    space = Workspace(office.database, CLOCK)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    yield SigningDesk(space, window)
    qtbot.waitUntil(lambda: not begun(), timeout=20_000)
    assert space.jobs.stop_all()


def fill(dialog: QDialog, **values: str) -> None:
    """Fill in a form and press its verb."""
    assert isinstance(dialog, FormDialog)
    for key, value in values.items():
        field = dialog.field(key)
        assert isinstance(field, QLineEdit)
        field.setText(value)
    dialog.accept()


def words(parts: list[Part]) -> str:
    """What the inspector says."""
    facts = [f"{row.label}: {row.value}" for part in parts if isinstance(part, Facts) for row in part.rows]
    links = [link.text for part in parts if isinstance(part, Links) for link in part.links]
    heads = [part.note for part in parts if isinstance(part, Heading)]
    buttons = [one.text for part in parts if isinstance(part, Commands) for one in part.commands]
    return "\n".join([*heads, *facts, *links, *buttons])


def test_a_signature_on_paper_is_recorded_seen_and_taken_back(
    office: Office, desk: SigningDesk, dialogs: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    assert desk.states(agreement(office, KITCHEN)[0]) == ()
    key = decided(office)
    state = desk.states(key)[0]
    refused: list[str] = []
    dialogs.do(partial(fill, day="2010-11-30"))

    def again(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        refused.append(dialog.refused)
        fill(dialog, day="2010-11-21", place="Prov")

    dialogs.do(again)
    assert desk.record(state)
    assert refused == ["30 november 2010 har inte varit än. Ändra dagen."]
    scan = tmp_path / "skannad.png"
    scan.write_bytes(PNG)
    desk.attach(state, scan)
    qtbot.waitUntil(lambda: bool(desk.states(key)[0].files), timeout=20_000)
    seen = desk.states(key)[0]
    told = words(state_parts(desk, seen, read_only=False))
    assert "1 av 2 har skrivit under" in told
    assert "På papper, 21 november 2010, Prov" in told
    assert "skannad.png" in told
    assert "Ta tillbaka underskriften av" in told
    assert "Ta tillbaka" not in words(state_parts(desk, seen, read_only=True))
    menu = file_menu(desk, seen.files[0], False)
    assert [one.text() for one in menu.actions()] == ["Öppna", "Spara kopia…", "Ta bort…"]
    assert desk.save_file(seen.files[0], tmp_path / "kopia.png")
    assert (tmp_path / "kopia.png").read_bytes() == PNG
    signing = seen.lines[0].signing
    assert signing is not None
    dialogs.do(partial(fill, why="Fel rad"))
    assert desk.withdraw(signing)
    assert len(desk.states(key)[0].unsigned) == 2


def test_signing_with_a_certificate_and_the_verdict_on_the_file(
    office: Office, desk: SigningDesk, dialogs: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    key = decided(office)
    holder = tmp_path / "åsa.p12"
    holder.write_bytes(person("Åsa Örn", starts=LATER.replace(month=1), ends=LATER.replace(month=12)))
    dialog = SignDialog(desk, desk.states(key)[0])
    qtbot.addWidget(dialog)
    assert [dialog.line.count(), dialog.go.isEnabled()] == [2, False]
    dialog.show()
    dialog.choose_file(holder)
    dialog.password.setText("fel")
    dialog.go.click()
    assert dialog.password.text() == ""
    qtbot.waitUntil(lambda: bool(dialog.refusal.plain_text()), timeout=20_000)
    assert dialog.refusal.plain_text() == "Lösenordet stämmer inte för certifikatet. Skriv det igen."
    dialog.password.setText(PASSWORD)
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.certificate is not None, timeout=20_000)
    assert "Åsa Örn, Provkommunen. Utfärdat av Provkommunens utfärdare" in dialog.told.plain_text()
    assert dialog.go.text() == "Skriv under"
    dialog.go.click()
    qtbot.waitUntil(lambda: bool(desk.states(key)[0].files), timeout=20_000)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)
    assert dialog.certificate is None
    assert PASSWORD not in str(memory().dump())
    assert memory().get(CERTIFICATE) == str(holder)
    assert [line.place for line in desk.states(key)[0].unsigned] == [2]
    again = SignDialog(desk, desk.states(key)[0])
    qtbot.addWidget(again)
    assert again.path.text() == str(holder)
    again.password.setText(PASSWORD)
    again.go.click()
    qtbot.waitUntil(lambda: again.certificate is not None, timeout=20_000)
    assert "Samma certifikat har redan skrivit under som " in again.told.plain_text()
    again.reject()


def test_a_signed_file_is_checked_its_issuer_trusted_and_a_copy_kept(
    office: Office, desk: SigningDesk, dialogs: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    key = decided(office)
    sign_digitally(office, key, 1, "Åsa Örn")
    state = desk.states(key)[0]
    path = tmp_path / "undertecknad.pdf"
    assert desk.save_file(state.files[0], path)
    check = CheckDialog(desk)
    qtbot.addWidget(check)
    check.check_file(path)
    qtbot.waitUntil(lambda: "Sidor" in check.verdict.words, timeout=20_000)
    assert "undertecknad.pdf\nFilen är just den som undertecknades: " in check.verdict.words
    assert "Giltig, men utfärdaren är okänd." in check.verdict.words
    known = tmp_path / "utfärdare.cer"
    known.write_bytes(issuer().der)
    issuers = IssuersDialog(check)
    issuers.add_file(known)
    issuers.add_file(path)
    assert issuers.refusal.plain_text().startswith("Filen är inget certifikat")
    check.check_file(path)
    qtbot.waitUntil(lambda: "1 giltig underskrift" in check.verdict.words, timeout=20_000)
    dialogs.press("Spara filen")
    desk.attach(state, path)
    qtbot.waitUntil(lambda: len(desk.states(key)[0].files) == 2, timeout=20_000)
    assert {file.kind for file in desk.states(key)[0].files} == {"signed"}
    assert "Åsa Örn, Provkommunen" in dialogs.seen[0]


def test_a_code_is_checked_and_a_file_that_is_no_paper_is_refused(
    office: Office, desk: SigningDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    code = code_of(document(office, HOME_CARE))
    check = CheckDialog(desk)
    qtbot.addWidget(check)
    check.code.setText(code.lower().replace("-", " "))
    check.look_up.click()
    assert f"{HOME_CARE}, version 1.0, beslutad" in check.verdict.words
    check.code.setText(("1" if code[0] == "2" else "2") + code[1:])
    check.look_up.click()
    assert f"men {code} gör det. Läs av papperet en gång till." in check.verdict.words
    check.code.setText("åäö")
    check.look_up.click()
    assert "12 tecken" in check.verdict.words
    other = tmp_path / "brev.pdf"
    other.write_bytes(b"hej")
    check.check_file(other)
    qtbot.waitUntil(lambda: "ingen PDF" in check.verdict.words, timeout=20_000)
    check.check_file(tmp_path / "finns inte" / "a.pdf")
    qtbot.waitUntil(lambda: "går inte att läsa" in check.verdict.words, timeout=20_000)
