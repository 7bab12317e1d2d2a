"""The use cases on sections of documents, each with how to take it by chance."""

import random
from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.steering import Level, Node
from app.services import richtext
from app.services.richtext import Document, Heading, ListBlock, Paragraph, Run, Table
from app.services.steering.documents import sections
from app.services.steering.documents.readiness import document_condition

Taken = tuple[Callable[..., object], Callable[[Session, random.Random], Any]]
Values = Callable[[random.Random, list[str]], dict[str, Any]]

_TITLES = ("Bakgrund", "Mål", "Risker", "”Citat” och <b>tecken</b>", "")
_TEXTS = (
    "",
    richtext.write(richtext.from_plain("Alla ska läsa.\n\n<b>Inte</b> fet.")),
    richtext.write(
        Document(
            (
                Heading(1, (Run("Rubrik"),)),
                Paragraph((Run("fet", bold=True), Run("1\u00a0200 kr", italic=True))),
                ListBlock(True, ((Run("ett"),), (Run("två"),))),
                Table(True, (((Run("År"),), ()), ((Run("2027"),), (Run("5"),)))),
            )
        )
    ),
    "{trasig",
)


def _on_document(use_case: Callable[..., object], make: Values) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        keys = sorted(session.scalars(select(Node.id).join(Level).where(document_condition())))
        node = session.get_one(Node, dice.choice(keys))
        named = [one.key for one in sections.sections(session, node_id=node.id).sections]
        call = partial(use_case, session, node_id=node.id, expected_version=node.version)
        return call(**make(dice, named))

    return use_case, take


STEPS: tuple[Taken, ...] = (
    _on_document(
        sections.write_section, lambda dice, keys: {"key": dice.choice(keys), "text": dice.choice(_TEXTS)}
    ),
    _on_document(sections.ensure_sections, lambda _dice, _keys: {}),
    _on_document(
        sections.add_section,
        lambda dice, keys: {"title": dice.choice(_TITLES), "after": dice.choice([None, *keys])},
    ),
    _on_document(
        sections.rename_section, lambda dice, keys: {"key": dice.choice(keys), "title": dice.choice(_TITLES)}
    ),
    _on_document(
        sections.move_section, lambda dice, keys: {"key": dice.choice(keys), "steps": dice.choice((-1, 1, 9))}
    ),
    _on_document(sections.remove_section, lambda dice, keys: {"key": dice.choice([*keys, "borta"])}),
)

#: What is done before a step so that it has something to work on.
MAKE_WAY = {"steering.documents.sections.remove_section": ("steering.documents.sections.add_section",) * 4}
