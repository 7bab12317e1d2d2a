"""What is done with a version as a whole: made ready, decided, renamed, linked to a document, taken away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu

from app.services.budget import checks, readiness, versions
from app.services.budget.words import STAGES
from app.services.clock import read_day
from app.services.formatting import write_count
from app.ui.budget.columns import SELDOM, bands
from app.ui.budget.hindrances import FindingsDialog
from app.ui.parts.asking import ask_until_done
from app.ui.parts.buttons import action
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.parts.messages import Question, confirm

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage

_BODY = "Kommunfullmäktige"
_DAY = "Beslutsdag"
_COUNCIL = "fullmäktige"
_ECONOMY = "economy"
_NO_DOCUMENT = 0
#: What a version is decided as, where it has been worked on as something else.
_DECIDED_AS = {"proposal": "decided"}


def fill(menu: QMenu, page: BudgetPage) -> None:
    """Add what can be done with the version that is shown."""
    version = page.view.version
    writable = not page.workspace.read_only
    open_ = writable and not version.locked
    menu.addAction(_command(menu, "Att rätta före beslut…", partial(show_findings, page)))
    if version.ready and not version.locked:
        words, run = "Ta tillbaka från klar för beslut", partial(unmark_ready, page)
    else:
        words, run = "Markera som klar för beslut", partial(mark_ready, page)
    menu.addAction(_command(menu, words, run, open_))
    menu.addAction(_command(menu, "Byt namn eller skede…", partial(rename, page), open_))
    menu.addAction(_command(menu, "Hör till dokument…", partial(link_document, page), writable))
    menu.addAction(_command(menu, "Ta bort versionen…", partial(remove, page), open_))


# ---- findings --------------------------------------------------------------------------------------


def beside_sums(page: BudgetPage) -> tuple[Any, ...]:
    """The findings that the sums do not give; they are read with the version, not after each amount."""
    view = page.view
    if view.plan is None or view.ledger is None or view.financing != "operating":
        return ()
    from app.services.economy import readiness as economy

    key, today = view.version.id, page.workspace.today
    return (
        *page.workspace.read(partial(checks.beside_sums, version_id=key, figures=view.ledger.figures)),
        *page.workspace.read(partial(economy.law_findings, version_id=key, today=today)),
    )


def hindrance_count(view: Any, beside: tuple[Any, ...]) -> int:
    """How many things stop a version from being ready."""
    return len(checks.stopping((*view.findings, *beside), view.plan.first_year))


def show_findings(page: BudgetPage) -> FindingsDialog:
    """List everything that is to be put right; the list follows while it is."""
    dialog = FindingsDialog(page, partial(_list_findings, page))
    dialog.show()
    return dialog


def _list_findings(page: BudgetPage) -> tuple[Any, Any, Any]:
    """The version that is shown with its findings, and those of them that stop it; nothing without one."""
    view = page.view
    if view.plan is None:
        return None, (), ()
    from app.services.economy import readiness as economy

    key, today = view.version.id, page.workspace.today
    found = page.workspace.read(partial(economy.all_findings, version_id=key, today=today))
    return view.version, found, checks.stopping(found, view.plan.first_year)


def go_to_finding(page: BudgetPage, finding: Any) -> None:
    """Show the cell, the row, the year or the tab that a finding is about, or where the law is met."""
    if finding.kind == _ECONOMY:
        page.workspace.open_place(_ECONOMY, finding.part)
        return
    if finding.kind == "year_total":
        if page.show_tab("frames"):
            page.frames.go_to_room(finding.key)
        return
    shown = page.show_tab(finding.tab) and page.tab.show_place(finding.kind, finding.key)
    if not shown:
        page.workspace.open_place(finding.kind, finding.key)
    elif finding.kind == "frame" and finding.part is not None:
        _go_to_cell(page, finding.part, finding.year)


def _go_to_cell(page: BudgetPage, part: str, year: int) -> None:
    """Move along the row to a part of a year, unfolding what hides it."""
    model, view = page.grid.model, page.grid.view
    if _column(model, part, year) is None:
        if part in SELDOM:
            page.show_part(part, True)
        for key, band in bands(page.view.plan.years, page.folded).items():
            if band.folded:
                page.fold_band(key)
    place = _column(model, part, year)
    if place is not None:
        view.setCurrentIndex(model.index(view.currentIndex().row(), place))
        view.scrollTo(view.currentIndex())


def _column(model: Any, part: str, year: int) -> int | None:
    keys = [(column.kind, column.year) for column in model.columns]
    return keys.index((part, year)) if (part, year) in keys else None


# ---- ready and decided -----------------------------------------------------------------------------


def mark_ready(page: BudgetPage) -> None:
    """Mark the version as ready, or list what must be put right before."""
    if not page.settle():
        return
    version, _, stopping = _list_findings(page)
    if stopping:
        show_findings(page)
        return
    from app.services.economy import readiness as economy

    use_case = partial(
        economy.mark_ready,
        version_id=version.id,
        expected_version=page.view.version.row_version,
        today=page.workspace.today,
    )
    if page.workspace.run(use_case) is not None:
        page.workspace.tell(f"{version.name} är klar för beslut.")


def unmark_ready(page: BudgetPage) -> None:
    """Take the version back to be worked on."""
    version = page.view.version
    page.workspace.run(
        partial(versions.unmark_ready, version_id=version.id, expected_version=version.row_version)
    )


def record_decision(page: BudgetPage) -> None:
    """Ask for the decision that was made and lock the version."""
    if not page.settle():
        return
    from app.services.economy import deciding

    version = page.view.version

    def ready(values: dict[str, Any]) -> Any:
        return partial(
            deciding.lock_version,
            body=values["body"],
            decided_on=read_day(values["decided_on"], _DAY),
            paragraph=values["paragraph"],
            registration_number=values["registration_number"],
            stage=values["stage"],
            version_id=version.id,
            expected_version=version.row_version,
            today=page.workspace.today,
        )

    written = ask_until_done(
        page.workspace,
        page,
        "Registrera beslut",
        _decision_inputs(page),
        "Lås versionen",
        ready,
        _warning(page),
    )
    if written is None:
        return
    page.choose_version(version.id)
    if written.value:
        wrong = checks.stopping(written.value, version.first_year)
        said = " ".join(checks.as_sentence(finding) for finding in wrong)
        if said:
            page.workspace.tell(f"Beslutet är registrerat. Att rätta i nästa version: {said}", "warning")
    offer_to_follow(page)


def offer_to_follow(page: BudgetPage) -> None:
    """Ask whether agreements that are not decided should take their frames from what was decided."""
    from app.services.agreements import following

    plan_id = page.view.plan.id
    count = page.workspace.read(partial(following.lagging, plan_id=plan_id))
    if not count:
        return
    words = write_count(count, "uppdragshandling", "uppdragshandlingar")
    chosen = Question.ask(
        page,
        "Uppdragshandlingarnas ramar",
        f"{words} som inte är beslutade har sina ramar från en annan version av budgeten.",
        f"Låt {words} följa den beslutade versionen",
    )
    if chosen == 0:
        page.workspace.run(partial(following.follow_decided, plan_id=plan_id))


def _decision_inputs(page: BudgetPage) -> list[TextInput | ChoiceInput]:
    version = page.view.version
    stage = _decided_as(page)
    stages = tuple(STAGES.items()) if stage in STAGES else (*STAGES.items(), (stage, stage))
    return [
        TextInput("body", "Beslutat av", version.body or _BODY),
        TextInput("decided_on", _DAY, (version.decided_on or page.workspace.today).isoformat()),
        TextInput("paragraph", "Paragraf", version.paragraph or "", required=False, placeholder="§ 131"),
        TextInput("registration_number", "Diarienummer", version.registration_number or "", required=False),
        ChoiceInput("stage", "Skede", stages, stage),
    ]


def _decided_as(page: BudgetPage) -> str:
    """The stage that is offered; the second decision of the council is a revised budget."""
    version: Any = page.view.version
    by_council = _COUNCIL in (version.body or _BODY).casefold()
    stage: str = _DECIDED_AS.get(version.stage, version.stage) if by_council else version.stage
    mine = [each for each in page.view.versions if each.plan_id == version.plan_id and each.locked]
    decided = any(each.stage in ("decided", "revised") for each in mine)
    return "revised" if stage == "decided" and decided else stage


def _warning(page: BudgetPage) -> str:
    said = "Versionen låses och kan sedan inte ändras eller ångras. Ändringar görs i en ny version."
    _, _, stopping = _list_findings(page)
    if stopping:
        said += " Obs: " + " ".join(checks.as_sentence(finding) for finding in stopping[:3])
        if len(stopping) > 3:
            said += f" Och {write_count(len(stopping) - 3, 'sak', 'saker')} till att rätta."
    return said


# ---- the version itself ----------------------------------------------------------------------------


def rename(page: BudgetPage) -> None:
    """Ask for another name and stage."""
    version = page.view.version

    def ready(values: dict[str, Any]) -> Any:
        return partial(
            versions.rename_version,
            version_id=version.id,
            name=values["name"],
            stage=values["stage"],
            expected_version=version.row_version,
        )

    stages = tuple(STAGES.items())
    inputs: list[TextInput | ChoiceInput] = [
        TextInput("name", "Namn", version.name),
        ChoiceInput("stage", "Skede", stages, version.stage),
    ]
    ask_until_done(page.workspace, page, "Byt namn eller skede", inputs, "Spara", ready)


def remove(page: BudgetPage) -> None:
    """Take the version away when the user is sure."""
    version = page.view.version
    alone = sum(each.plan_id == version.plan_id for each in page.view.versions) == 1
    said = "Alla ramar och noter i versionen försvinner. Du kan ångra det."
    if alone:
        said = f"Det är den enda versionen, så hela {page.view.plan.name} tas bort. Du kan ångra det."
    if not confirm(page, f"Ta bort {version.name}?", said, "Ta bort", danger=True):
        return
    use_case = partial(versions.remove_version, version_id=version.id, expected_version=version.row_version)
    if page.workspace.run(use_case) is not None:
        page.choose_version(None)


def link_document(page: BudgetPage) -> None:
    """Ask which document carries the version, such as a budgetdirektiv."""
    version = page.view.version
    found = page.workspace.read(readiness.carrying_documents)
    if not found:
        page.workspace.tell(
            "Det finns inget planeringsdirektiv, budgetdirektiv eller budgetdokument att koppla till. "
            "Lägg till det på sidan Styrdokument."
        )
        return

    def ready(values: dict[str, Any]) -> Any:
        return partial(
            versions.link_document,
            version_id=version.id,
            node_id=values["node"] or None,
            expected_version=version.row_version,
        )

    choices = ((_NO_DOCUMENT, "Inget dokument"), *found)
    inputs: list[TextInput | ChoiceInput] = [
        ChoiceInput("node", "Dokument", choices, version.node_id or _NO_DOCUMENT)
    ]
    text = f"Dokumentets ramar skrivs ut ur {version.name}, och dess summor prövas innan det är klart."
    ask_until_done(page.workspace, page, "Hör till dokument", inputs, "Spara", ready, text)


def standing_words(page: BudgetPage) -> str:
    """What a version replaces or is replaced by, or that it is ready; with a space before."""
    version = page.view.version
    by_key = {each.id: each for each in page.view.versions}
    said = []
    later = next((each for each in page.view.versions if each.replaces_id == version.id), None)
    if later is not None:
        day = f" {later.decided_on.isoformat()}" if later.decided_on else ""
        said.append(f"Ersatt av {later.name}{day}.")
    earlier = by_key.get(version.replaces_id or 0)
    if earlier is not None:
        day = f" {earlier.decided_on.isoformat()}" if earlier.decided_on else ""
        said.append(f"Ersätter {earlier.name}{day}.")
    if version.ready and not version.locked:
        count = page.hindrances.count
        more = f", men {write_count(count, 'hinder', 'hinder')} har tillkommit" if count else ""
        said.append(f"Klar för beslut{more}.")
    return "".join(f" {words}" for words in said)


def _command(menu: QMenu, text: str, run: Any, enabled: bool = True) -> Any:
    made = action(text, run, parent=menu)
    made.setEnabled(enabled)
    return made
