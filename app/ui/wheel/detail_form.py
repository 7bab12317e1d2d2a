"""What the parts of an activity's details share: the activity, its use cases, and fields with drafts."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from app.services.formatting import write_date
from app.ui.parts.details import Choice, Field
from app.ui.parts.page import WorkspacePort, draft_keeper
from app.ui.wheel.words import LOCKED

if TYPE_CHECKING:
    from app.services.wheel.views import Activity, WheelView
    from app.ui.wheel.editing import WheelEdits
    from app.ui.wheel.page import WheelPage


@dataclass(frozen=True, slots=True)
class Form:
    """One activity as its details show it."""

    page: "WheelPage"
    one: "Activity"
    view: "WheelView"

    @property
    def edits(self) -> "WheelEdits":
        """The use cases."""
        return self.page.edits

    @property
    def space(self) -> WorkspacePort:
        """The open file."""
        return self.page.workspace

    @property
    def locked(self) -> str:
        """Why nothing can be changed, "" when it can."""
        return LOCKED if self.space.read_only else ""

    def field(
        self, key: str, label: str, value: str | None, commit: Callable[[str], bool], **more: Any
    ) -> Field:
        """A field that keeps a draft while it is typed in."""
        keeper = draft_keeper(
            self.space, f"wheel_activity:{self.one.key}:{key}", f"{label}, {self.one.title}"
        )
        return Field(key, label, value or "", commit, draft=keeper, locked=self.locked, **more)

    def plain(self, key: str, label: str, value: str | None, **more: Any) -> Field:
        """A field of a plain fact, named as the use case names it."""
        number = self.one.key
        return self.field(key, label, value, lambda text: self.edits.fields(number, **{key: text}), **more)

    def names(self, key: str, label: str, values: tuple[str, ...], hint: str) -> Field:
        """A field with one name on each line."""
        number = self.one.key
        return self.field(
            key,
            label,
            "\n".join(values),
            lambda text: self.edits.names(number, key, text),
            lines=2,
            hint=hint,
        )

    def choice(
        self,
        key: str,
        label: str,
        options: tuple[tuple[Hashable, str], ...],
        value: Hashable,
        commit: Callable[[Any], bool],
    ) -> Choice:
        """One of several values; one that is not offered any more is still shown."""
        if all(each != value for each, _ in options):
            options = (*options, (value, str(value)))
        return Choice(key, label, options, value, commit, self.locked)


def day_text(day: date | None) -> str:
    """A day as it is typed; nothing for none."""
    return "" if day is None else write_date(day)
