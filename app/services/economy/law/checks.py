"""How a version of the plan stands against the law, each demand with its paragraph."""

from datetime import date

from sqlalchemy.orm import Session

from app.services.economy.law.demand import ORDER, LegalCheck
from app.services.economy.law.demands import demands
from app.services.economy.law.reading import law_facts
from app.services.economy.own import version_of
from app.services.economy.snapshots import kept_part

__all__ = ["PART", "LegalCheck", "legal"]
#: What the findings are kept as when a version is decided.
PART = "law"


def legal(session: Session, *, version_id: int, today: date) -> tuple[LegalCheck, ...]:
    """Every demand of law on a version, the gravest first.

    Of a decided version they are those that stood when it was decided; days are looked at anew.
    """
    now = demands(law_facts(session, version_id=version_id, today=today))
    kept = _kept(session, version_id)
    if kept is None:
        return now
    standing = (*(each for each in kept if not each.in_time), *(each for each in now if each.in_time))
    return tuple(sorted(standing, key=lambda each: (ORDER.index(each.status), not each.grave)))


def _kept(session: Session, version_id: int) -> tuple[LegalCheck, ...] | None:
    if not version_of(session, version_id).locked:
        return None
    found = kept_part(session, version_id, PART, tuple[LegalCheck, ...])
    return found if isinstance(found, tuple) else None
