"""What stands outside the sections of an agreement, to fill in: client, term, numbers, signatories."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.services.formatting import write_date
from app.ui.parts.details import Choice, Fact, Field, Part

if TYPE_CHECKING:
    from app.services.agreements.kinds import KindRow
    from app.services.agreements.views import AgreementDetail
    from app.ui.agreements.editing import Editing

_USUAL = ("Beställare", "Utförare")
_SIDES = (("client", "För beställaren"), ("performer", "För utföraren"))
_NOT_SAID = "Ange"


def formality_fields(editing: Editing, detail: AgreementDetail, kind: KindRow | None = None) -> list[Part]:
    """A field for each, and the version of the plan that the frames are taken from."""
    first_year = detail.starts.year if detail.starts else 2027
    made: list[Part] = [
        Field("client", labels_of(kind)[0], detail.client, lambda text: editing.client(detail, text)),
        Field(
            "number",
            "Diarienummer",
            detail.row.registration_number,
            lambda text: editing.registration_number(detail, text),
        ),
        Field(
            "starts",
            "Gäller från",
            write_date(detail.starts) if detail.starts else "",
            lambda text: editing.term(detail, starts=text),
            placeholder=f"{first_year}-01-01",
        ),
        Field(
            "ends",
            "Gäller till och med",
            write_date(detail.ends) if detail.ends else "",
            lambda text: editing.term(detail, ends=text),
            placeholder=f"{first_year + 2}-12-31",
        ),
    ]
    if detail.plan_versions:
        made.append(
            Choice(
                "plan",
                "Ramar från",
                detail.plan_versions,
                detail.plan_version_id,
                lambda key: editing.plan_version(detail, key),  # type: ignore[arg-type]
            )
        )
    return made


def labels_of(kind: KindRow | None) -> tuple[str, str]:
    """What a kind calls its client and its performer."""
    return _USUAL if kind is None else (kind.client_label, kind.performer_label)


def signatory_facts(
    editing: Editing,
    detail: AgreementDetail,
    *,
    writing: bool,
    kind: KindRow | None = None,
) -> tuple[Fact, ...]:
    """Who signs for each side, by role; a click changes them."""
    facts = []
    labels = labels_of(kind)
    sides = _SIDES if labels == _USUAL else tuple(zip(("client", "performer"), labels, strict=True))
    for side, label in sides:
        lines = [line for line in detail.signatories if line.side == side]
        words = "\n".join(
            ", ".join(one for one in (line.role, line.unit_name, line.person_name) if one) for line in lines
        )
        change = partial(editing.signatories, detail, side) if writing else None
        facts.append(Fact(label, words or (_NOT_SAID if writing else "–"), on_click=change))
    return tuple(facts)
