"""The day of the dialogue, and how an agreement comes to its end: renewed for another term, or ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from app.services.formatting import write_date
from app.ui.agreements.columns import term_words
from app.ui.agreements.lifecycle.picking import PickingForm, PickRow, names_of
from app.ui.agreements.lifecycle.text_form import TextForm
from app.ui.agreements.naming import Words, small
from app.ui.parts.asking import ask_until_done, run_until_done
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.parts.messages import confirm

if TYPE_CHECKING:
    from app.services.agreements.views import AgreementDetail, AgreementRow
    from app.ui.agreements.page import AgreementsPage

_ENDINGS = (
    ("expired", "Tiden har gått ut"),
    ("terminated", "Avslutad i förtid"),
)
_RENEWED = (
    "Ett utkast för nästa period görs med samma texter, undertecknare, plan för uppföljning och åtaganden. "
    "Den gamla handlingen står kvar som den är."
)
_TITLES = ("Utförare", "Gäller", "Läge")


class Ending:
    """The dialogs of the way before and after the decision."""

    def __init__(self, page: AgreementsPage) -> None:
        self._page = page
        self._workspace = page.workspace

    def dialogue(self, detail: AgreementDetail) -> bool:
        """Write down when the dialogue with the performer was held."""
        from app.services.agreements import lifecycle

        def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
            return partial(
                lifecycle.set_dialogue,
                agreement_id=detail.row.id,
                day=_day(values["day"]),
                expected_version=detail.version,
            )

        day = detail.dialogue_on or self._workspace.today
        inputs = (TextInput("day", "Dag för dialogen", write_date(day), required=False),)
        text = f"Dialogen med {detail.row.unit}. Lämna dagen tom om ingen dialog har hållits."
        return ask_until_done(self._workspace, self._page, "Dialog", inputs, "Spara", ready, text) is not None

    def dialogue_of_several(self, rows: Sequence[AgreementRow], marked: Sequence[int]) -> bool:
        """The same day for several, such as a day when all performers met."""
        from app.services.agreements import lifecycle

        def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
            keys, day = tuple(values["keys"]), _day(values["day"])
            return partial(lifecycle.set_dialogue_several, agreement_ids=keys, day=day)

        day = TextInput("day", "Dag för dialogen", write_date(self._workspace.today))
        form = self._picking("Dialog med flera utförare", (day,), "Spara", "", "Dagen skrivs in för {}.")
        form.list.show_rows(_picks(rows), marked)
        return run_until_done(self._workspace, form, ready) is not None

    def renew(self, row: AgreementRow) -> bool:
        """Make the draft of the next term, after a question."""
        from app.services.agreements import lifecycle

        if not self._page.settle():
            return False
        title = f"Förnya {small(row.kind)} för {row.unit}?"
        if not confirm(self._page, title, _RENEWED, "Förnya"):
            return False
        renew = partial(lifecycle.renew, agreement_id=row.id, today=self._workspace.today)
        written = self._workspace.run(renew)
        if written is None:
            return False
        return self._page.show_place("agreement", written.value)

    def renew_several(self, rows: Sequence[AgreementRow], marked: Sequence[int]) -> bool:
        """Make the drafts of the next term for several in one step."""

        def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
            return partial(_renew_each, tuple(values["keys"]), self._workspace.today, self._page.words)

        form = self._picking("Förnya för nästa period", (), "Förnya", _RENEWED, "{} förnyas, i ett steg.")
        form.list.show_rows(_picks(rows), marked)
        done = run_until_done(self._workspace, form, ready)
        if done is not None:
            self._workspace.tell(f"{self._page.words.count(len(done.value))} förnyades. Ctrl+Z ångrar.")
        return done is not None

    def end(self, detail: AgreementDetail) -> bool:
        """Write down that the agreement has ended, when and why."""
        from app.services.agreements import lifecycle

        row = detail.row

        def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
            return partial(
                lifecycle.end_agreement,
                agreement_id=row.id,
                ended_on=_day(values["day"]),
                ending=values["ending"],
                note=values["text"] or None,
                expected_version=detail.version,
            )

        today = self._workspace.today
        over = row.ends is not None and row.ends <= today
        day = row.ends if over and row.ends is not None else max(today, row.starts or today)
        inputs = (
            ChoiceInput("ending", "Varför", _ENDINGS, "expired" if over else "terminated"),
            TextInput("day", "Sista dag", write_date(day)),
        )
        text = f"{row.kind} för {row.unit}. Handlingen står kvar i registret som avslutad."
        form = TextForm(
            self._page, "Avsluta handlingen", inputs, "Avsluta", text, label="Anteckning", required=False
        )
        return run_until_done(self._workspace, form, ready) is not None

    def take_back(self, detail: AgreementDetail) -> bool:
        """Let an agreement that was ended by mistake hold again."""
        from app.services.agreements import lifecycle

        back = partial(
            lifecycle.take_back_ending, agreement_id=detail.row.id, expected_version=detail.version
        )
        return self._workspace.run(back) is not None

    def _picking(
        self, title: str, inputs: tuple[TextInput, ...], verb: str, text: str, told: str
    ) -> PickingForm:
        words = self._page.words

        def said(form: PickingForm) -> str:
            count = len(form.list.keys)
            return told.format(words.count(count)) if count else "Markera minst en."

        return PickingForm(self._page, title, inputs, verb, text, titles=_TITLES, said=said)


def _renew_each(keys: tuple[int, ...], today: date, words: Words, session: Any) -> tuple[int, ...]:
    """Renew them all in one step."""
    from app.services.agreements import lifecycle
    from app.services.storage import describe

    made = tuple(lifecycle.renew(session, agreement_id=key, today=today) for key in keys)
    describe(session, f"Förnyade {words.count(len(made))}")
    return made


def _picks(rows: Sequence[AgreementRow]) -> list[PickRow]:
    names = names_of(rows)
    return [PickRow(row.id, names[row.id], term_words(row), row.stage_word) for row in rows]


def _day(text: str) -> Any:
    from app.services.steering.days import read_day

    return read_day(text)
