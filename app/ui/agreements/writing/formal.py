"""What stands outside the sections of an agreement: parties, term, who signs, and what is missing of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.services.formatting import write_period
from app.ui.agreements.formalities import formality_fields, labels_of, signatory_facts
from app.ui.parts.details import Fact, Facts, Heading, Links, Notice, Part, Text
from app.ui.parts.links import Link

if TYPE_CHECKING:
    from app.services.agreements.kinds import KindRow
    from app.services.agreements.views import AgreementDetail
    from app.ui.agreements.editing import Editing

_INTRODUCTION = "Parter, tid och nummer står i handlingens huvud, undertecknarna sist."


def formal_parts(
    detail: AgreementDetail,
    lacks: Sequence[str],
    editing: Editing,
    open_place: Callable[[str, int], object],
    *,
    kind: KindRow | None,
    editable: bool,
) -> tuple[Part, ...]:
    """The parts in the order in which they are shown."""
    row = detail.row
    parts: list[Part] = [Text(_INTRODUCTION, muted=True)]
    parts += [Notice(lack) for lack in lacks]
    parts += [Notice(f"Ändrat sedan beslutet: {one}", "info") for one in row.changed]
    parts += formality_fields(editing, detail, kind) if editable else [Facts(_facts(detail, kind))]
    if row.external:
        parts.append(Facts((Fact("Avtal", detail.contract or "–"),)))
    if detail.signatories or (editable and (kind is None or kind.signed)):
        signing = signatory_facts(editing, detail, writing=editable, kind=kind)
        parts += [Heading("Undertecknare"), Facts(signing)]
    unit = Link("Utföraren på sidan Organisation", lambda: open_place("unit", row.unit_id))
    register = Link("Handlingen i registret", lambda: open_place("agreement", row.id))
    return (*parts, Heading("Hör ihop med"), Links((unit, register)))


def _facts(detail: AgreementDetail, kind: KindRow | None) -> tuple[Fact, ...]:
    client, performer = labels_of(kind)
    return (
        Fact(client, detail.client or "–"),
        Fact(performer, detail.row.unit),
        Fact("Avtalstid", write_period(detail.starts, detail.ends)),
        Fact("Diarienummer", detail.row.registration_number or "–"),
    )
