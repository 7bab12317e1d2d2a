"""The use cases of how papers look as steps."""

import random
from collections.abc import Callable
from functools import cache
from io import BytesIO

from PIL import Image
from sqlalchemy.orm import Session

from app.services.agreements import paperlook
from tests.services.storage.steps_assignments import Chance, Taken, one_of


@cache
def _picture(colour: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (12, 16), colour).save(out, "PNG")
    return out.getvalue()


def _look(use_case: Callable[..., object], **given: Chance) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        version = paperlook.paper_look_row(session).version
        values = {name: make(session, dice) for name, make in given.items()}
        return use_case(session, expected_version=version, **values)

    return use_case, take


STEPS: tuple[Taken, ...] = (
    _look(
        paperlook.set_paper_look,
        colour=one_of(None, "#1F5F8B", "#ffee00"),
        cover=one_of(True, False),
        charts=one_of(True, False),
        lines=one_of((), ("Torget 1",)),
        emblem=one_of(
            None, paperlook.EmblemChoice(None), paperlook.EmblemChoice(_picture("green"), "grön.png")
        ),
    ),
    _look(paperlook.set_emblem, data=one_of(_picture("red"), _picture("blue")), name=one_of("vapen.png")),
    _look(paperlook.remove_emblem),
)
MAKE_WAY = {"agreements.paperlook.remove_emblem": ("agreements.paperlook.set_emblem",)}
