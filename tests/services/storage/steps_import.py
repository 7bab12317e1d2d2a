"""Reading a workbook in as a step: amounts by chance, with or without columns to remember."""

import random

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import Frame
from app.services.exchange.budgets.applying import import_amounts
from app.services.exchange.budgets.dryrun import Change
from app.services.exchange.budgets.mapping import SheetMapping, Target
from tests.services.storage.steps_assignments import Taken


def _mapping(dice: random.Random) -> SheetMapping | None:
    if dice.random() < 0.5:
        return None
    columns = {1: Target(2027, dice.choice(("wages", "priority")))}
    units = {"nya enheten": dice.choice((None, 1))}
    headings = ("Enhet", dice.choice(("Budget 2027", "Lön")))
    return SheetMapping("Blad1", 1, 0, "tkr", headings, columns, units)


def _import(session: Session, dice: random.Random) -> object:
    frames = sorted(session.scalars(select(Frame.id)))
    changes = []
    for frame_id in dice.sample(frames, dice.randrange(1, 4)):
        frame = session.get_one(Frame, frame_id)
        holder = frame.unit_id or frame.pot_id or 0
        key = (holder, frame.year, dice.choice(("wages", "volume", "priority")))
        amount = dice.randrange(-10_000_000, 10_000_000)
        changes.append(Change(key, frame.id, frame.version, "Enheten", 0, amount, "Blad1!B2"))
    return import_amounts(session, changes=changes, file="förslag.xlsx", mapping=_mapping(dice))


STEPS: tuple[Taken, ...] = ((import_amounts, _import),)
