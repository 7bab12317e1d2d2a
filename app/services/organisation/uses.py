"""What points at a unit, counted and told in words, for whoever wants to take it away."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.models.schema import Base
from app.services.formatting import write_count

_OWN_TABLES: Final = frozenset({"unit_partner", "unit_role"})
_OTHERS: Final = ("annan uppgift", "andra uppgifter")
_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "unit": ("enhet under sig", "enheter under sig"),
    "unit_succession": ("omorganisation", "omorganisationer"),
    "frame": ("ram", "ramar"),
    "appropriation": ("anslag", "anslag"),
    "central_pot": ("gemensam post", "gemensamma poster"),
    "internal_budget": ("internbudget", "internbudgetar"),
    "proposal": ("budgetförslag", "budgetförslag"),
    "investment_project": ("investeringsprojekt", "investeringsprojekt"),
    "running_cost": ("driftkostnad av en investering", "driftkostnader av investeringar"),
    "budget_change_row": ("rad i en budgetändring", "rader i budgetändringar"),
    "scenario_step": ("steg i ett scenario", "steg i scenarier"),
    "long_term_area": ("verksamhet i den långsiktiga planen", "verksamheter i den långsiktiga planen"),
    "company_account": ("redogörelse i budgeten", "redogörelser i budgeten"),
    "component_basis": ("koppling till index", "kopplingar till index"),
    "targeted_grant": ("riktat bidrag", "riktade bidrag"),
    "special_account": ("särredovisning", "särredovisningar"),
    "allocation_volume": ("volym i resursfördelningen", "volymer i resursfördelningen"),
    "node": ("del av styrkedjan", "delar av styrkedjan"),
    "assignment": ("uppdrag", "uppdrag"),
    "activity": ("aktivitet", "aktiviteter"),
    "agreement": ("uppdragshandling", "uppdragshandlingar"),
    "indicator": ("indikator", "indikatorer"),
    "measurement": ("utfall", "utfall"),
    "period_target": ("målvärde", "målvärden"),
    "scorecard": ("styrkort", "styrkort"),
    "assessment": ("bedömning", "bedömningar"),
    "staff_dialogue": ("dialog", "dialoger"),
    "participation": ("deltagande", "deltaganden"),
}


def uses_of(session: Session, unit_id: int) -> tuple[str, ...]:
    """How many rows of each kind point at a unit, in words; what is its own does not count."""
    counted: dict[tuple[str, str], int] = {}
    for table in Base.metadata.tables.values():
        columns = [key.parent for key in table.foreign_keys if key.column.table.name == "unit"]
        if table.name in _OWN_TABLES or not columns:
            continue
        rows = select(func.count()).select_from(table).where(or_(*(each == unit_id for each in columns)))
        count = session.scalar(rows) or 0
        if count:
            words = _WORDS.get(table.name, _OTHERS)
            counted[words] = counted.get(words, 0) + count
    order = list(_WORDS.values())
    found = sorted(counted, key=lambda words: order.index(words) if words in order else len(order))
    return tuple(write_count(counted[words], *words) for words in found)
