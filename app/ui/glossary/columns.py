"""The columns of the table of words."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.services.textorder import sort_key
from app.ui.parts.columns import CellLook, Column

if TYPE_CHECKING:
    from app.services.steering.glossary import TermRow

Commit = Callable[["TermRow", str], bool]


def glossary_columns(
    can_edit: "Callable[[TermRow], bool]", rename: Commit, explain: Commit
) -> "tuple[Column[TermRow], ...]":
    """Word, explanation and where it comes from; own words are edited in place."""
    return (
        Column(
            "word",
            "Ord",
            text=lambda row: row.shown,
            width=250,
            look=_look,
            sort=lambda row: (sort_key(row.word), not row.own),
            edit_text=lambda row: row.word,
            editable=can_edit,
            commit=rename,
        ),
        Column(
            "explanation",
            "Förklaring",
            text=lambda row: row.explanation,
            width=320,
            stretch=True,
            look=_look,
            editable=can_edit,
            commit=explain,
        ),
        Column("origin", "Varifrån", text=lambda row: row.origin, width=130, look=_origin_look),
        Column("source", "Källa", text=lambda row: row.source or "", width=220, look=_look, hidden=True),
    )


def _look(row: "TermRow") -> CellLook:
    return CellLook(muted=row.replaced)


def _origin_look(row: "TermRow") -> CellLook:
    return CellLook(muted=not row.own)
