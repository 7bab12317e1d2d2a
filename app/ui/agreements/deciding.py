"""Asks what is known of a decision about one agreement or several, until it is recorded or given up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.ui.agreements.lifecycle.picking import PickingForm, PickRow, names_of
from app.ui.agreements.naming import Words, small
from app.ui.parts.asking import ask_until_done, run_until_done
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.parts.messages import confirm
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.agreements.views import AgreementDetail, AgreementRow
    from app.services.steering.decisions import Made

_STEPS = (
    ("definitive", "Beslut, antaget"),
    ("preliminary", "Preliminärt beslut"),
    ("prepared", "Beredning"),
    ("referred_back", "Återremiss"),
    ("tabled", "Bordläggning"),
)
_SENT_BACK = frozenset({"referred_back", "tabled"})
_FINAL = (
    "Handlingen och dess åtaganden låses som de är nu och skrivs ut så för alltid. Det går inte att ångra. "
    "En ändring görs som en ny version."
)
_FINAL_ALL = (
    "Handlingarna och deras åtaganden låses som de är nu och skrivs ut så för alltid. Det går inte att "
    "ångra. En ändring görs som en ny version."
)
_TITLES = ("Utförare", "Läge", "Saknas")
_NAMED = 5
"""So many are named in a question; the rest are counted."""
_Inputs = tuple[ChoiceInput | TextInput, ...]


class Deciding:
    """The dialogs, and the question before what cannot be undone."""

    def __init__(self, workspace: WorkspacePort, window: QWidget) -> None:
        self._workspace = workspace
        self._window = window

    def ask(self, detail: AgreementDetail) -> bool:
        """Record what the user knows of a decision; what cannot be read is said in the dialog."""

        def ready(values: dict[str, Any]) -> Callable[[Any], Any] | None:
            made = _made(values)
            return self._use_case(detail, made) if not made.locks or self._sure(detail) else None

        row = detail.row
        inputs = _inputs(detail.client, row.registration_number, self._workspace.today)
        text = f"Gäller {small(row.kind)}, {row.unit}. Fyll i det som är känt."
        title = "Registrera beslut"
        return (
            ask_until_done(self._workspace, self._window, title, inputs, "Registrera", ready, text)
            is not None
        )

    def ask_several(self, rows: Sequence[AgreementRow], marked: Sequence[int], words: Words) -> bool:
        """Record the same decision about several agreements in one step."""
        from app.services.agreements import deciding

        by_key = {row.id: row for row in rows}

        def ready(values: dict[str, Any]) -> Callable[[Any], Any] | None:
            made, keys = _made(values), tuple(values["keys"])
            if made.locks and not self._sure_of_all([by_key[key] for key in keys], words):
                return None
            return partial(deciding.record_several, agreement_ids=keys, made=made, clock=self._clock())

        clients = {row.client for row in rows}
        form = PickingForm(
            self._window,
            "Registrera beslut för flera",
            _inputs(next(iter(clients)) if len(clients) == 1 else "", "", self._workspace.today),
            "Registrera",
            "Samma beslut registreras för alla som är markerade. Fyll i det som är känt.",
            titles=_TITLES,
            said=lambda form: _count_words(form, words),
        )
        form.list.show_rows(_picks(rows), marked)
        done = run_until_done(self._workspace, form, ready)
        if done is not None:
            self._workspace.tell(f"Beslutet är registrerat för {words.count(len(form.list.keys))}.")
        return done is not None

    def mark_ready(self, rows: Sequence[AgreementRow], marked: Sequence[int], words: Words) -> bool:
        """Put several agreements that lack nothing up for decision in one step."""
        from app.services.agreements import deciding

        def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
            return partial(deciding.mark_ready_several, agreement_ids=tuple(values["keys"]))

        form = PickingForm(
            self._window,
            "Markera flera som klara för beslut",
            (),
            "Markera som klara",
            "Det som saknar något kan inte markeras.",
            titles=_TITLES,
            said=lambda form: _count_words(form, words, "{} blir klara för beslut."),
        )
        form.list.show_rows([replace(one, free=not one.warning) for one in _picks(rows)], marked)
        return run_until_done(self._workspace, form, ready) is not None

    def _use_case(self, detail: AgreementDetail, made: Made) -> Callable[[Any], Any]:
        from app.services.agreements import deciding

        return partial(
            deciding.record,
            agreement_id=detail.row.id,
            made=made,
            expected_version=detail.version,
            clock=self._clock(),
        )

    def _clock(self) -> Any:
        from app.services.clock import fixed_clock

        return getattr(self._workspace, "clock", None) or fixed_clock(self._workspace.today)

    def _sure(self, detail: AgreementDetail) -> bool:
        text = _FINAL
        if detail.row.missing:
            lacking = " ".join(detail.row.missing)
            text = f"Det här saknas: {lacking} Det kommer att stå i handlingen.\n\n{_FINAL}"
        return confirm(self._window, f"Fastställ handlingen för {detail.row.unit}?", text, "Fastställ")

    def _sure_of_all(self, rows: Sequence[AgreementRow], words: Words) -> bool:
        text, lacking = _FINAL_ALL, [row for row in rows if row.missing]
        if lacking:
            told = "\n".join(f"{row.unit}: {' '.join(row.missing)}" for row in lacking[:_NAMED])
            more = f"\noch {len(lacking) - _NAMED} till" if len(lacking) > _NAMED else ""
            count = words.count(len(lacking))
            text = f"Något saknas i {count}. Det kommer att stå i dem.\n{told}{more}\n\n{_FINAL_ALL}"
        return confirm(self._window, f"Fastställ {words.count(len(rows))}?", text, "Fastställ")


def _picks(rows: Sequence[AgreementRow]) -> list[PickRow]:
    names = names_of(rows)
    return [
        PickRow(row.id, names[row.id], row.stage_word, row.lacks, warning=bool(row.missing)) for row in rows
    ]


def _count_words(form: PickingForm, words: Words, told: str = "Beslutet gäller {}.") -> str:
    count = len(form.list.keys)
    return told.format(words.count(count)) if count else "Markera minst en."


def _inputs(client: str, number: str, today: date) -> _Inputs:
    return (
        ChoiceInput("step", "Vad som beslutades", _STEPS, "definitive"),
        TextInput("body", "Beslutat av", client, required=False),
        TextInput("day", "Beslutsdag", required=False, placeholder=today.isoformat()),
        TextInput("paragraph", "Paragraf", required=False, placeholder="§ 131", beside=True),
        TextInput(
            "number",
            "Diarienummer",
            number,
            required=False,
            placeholder=f"KS {today.year}/184",
            beside=True,
        ),
    )


def _made(values: Mapping[str, Any]) -> Made:
    from app.services.steering.days import read_day
    from app.services.steering.decisions import Made

    step = str(values["step"])
    return Made(
        step="definitive" if step in _SENT_BACK else step,
        outcome=step if step in _SENT_BACK else "decided",
        body=values["body"],
        decided_on=read_day(values["day"]),
        paragraph=values["paragraph"],
        registration_number=values["number"],
    )
