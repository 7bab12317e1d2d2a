"""Registers to export: a usual one, an empty one, a long one, and one that tries to break out."""

from dataclasses import replace
from datetime import date

from app.services.steering.documents.register import RegisterRow, RegisterView

DAY = date(2026, 11, 21)
ROW = RegisterRow(
    id=1,
    version=1,
    version_id=11,
    title="Flerårsplan 2027–2029",
    kind="Flerårsplan",
    category="planering",
    level="Flerårsplan",
    unit_id=None,
    unit="Ekonomiavdelningen",
    status="decided",
    status_word="Beslutad",
    pending="",
    locked=True,
    body="Kommunfullmäktige",
    decided="16 november 2026",
    decided_on=date(2026, 11, 16),
    paragraph="§ 112",
    registration_number="KS/2026:214",
    valid_from=date(2027, 1, 1),
    valid_to=date(2029, 12, 31),
    validity="2027–2029",
    responsible="Ekonomichef",
    review_on=date(2026, 12, 1),
    review="varje år",
    next_review=date(2026, 12, 1),
    follow_up="Vid delår",
    need="this_year",
    phase="planering",
    stance="styrande",
    management_level=1,
    management="Gemensamt",
    published=True,
    example=False,
)
POLICY = replace(
    ROW,
    id=2,
    title="Policy för resor",
    status_word="Gällande",
    pending="Utkast",
    next_review=date(2025, 1, 31),
    review_on=date(2025, 1, 31),
    need="overdue",
    decided="dec 2020",
    decided_on=None,
    paragraph=None,
    published=False,
)
VISION = replace(
    ROW,
    id=3,
    title="Vision 2040",
    need="",
    next_review=None,
    review_on=None,
    review="",
    published=None,
    phase="",
    stance="",
    valid_from=None,
    valid_to=None,
    validity="",
    body=None,
    decided="",
    decided_on=None,
)


def register(*rows: RegisterRow) -> RegisterView:
    return RegisterView(
        rows, categories=(), phases=(), stances=(), management_levels=(), publishes=False, responsible=()
    )


USUAL = register(POLICY, ROW, VISION)
EMPTY = register()
MANY = register(*(replace(ROW, id=number, title=f"Plan {number}") for number in range(300)))
HOSTILE = register(
    *(
        replace(
            ROW, id=place, title=f"{start}1+1" + "x" * 90, kind="<b>\U0001f600", responsible="ord " * 2_000
        )
        for place, start in enumerate(("=", "+", "-", "@", "\t=", "\r@", "https://", "0"))
    )
)
