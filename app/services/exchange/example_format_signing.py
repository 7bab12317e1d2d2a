"""The shape of an example's agreements on their way: dialogues, what was said, and who has signed."""

from typing import Literal

from app.services.exchange.example_format_base import Day, Key, Part, Text


class Dialogue(Part):
    """The day of the dialogue with some performers (`UH-12`)."""

    on: Day
    units: tuple[Key, ...]


class Comment(Part):
    """What a performer or a body said of an agreement; `side` as in the models."""

    unit: Key
    side: Literal["client", "performer", "preparing", "deciding", "office"]
    body: Text
    on: Day
    text: Text


class Signed(Part):
    """That a side has signed the agreements of some performers, by the role that stands on the paper."""

    side: Literal["client", "performer"]
    on: Day
    place: Text
    units: tuple[Key, ...]


class Case(Part):
    """What is on its way to the board, and the day it was written."""

    on: Day
    units: tuple[Key, ...]


class Agreed(Part):
    """Everything that happened to the agreements beside the decisions."""

    dialogues: tuple[Dialogue, ...]
    comments: tuple[Comment, ...]
    signed: tuple[Signed, ...]
    case: Case
