"""What the details say of a day by law: the rule in plain words, and what carries it out."""

from collections.abc import Callable, Hashable
from functools import partial
from typing import TYPE_CHECKING

from app.services.formatting import write_long_date
from app.ui.parts.details import Details, Fact, Facts, Heading, Links, Notice, Part, Text
from app.ui.parts.links import Link
from app.ui.wheel.activity_rows import legal_key
from app.ui.wheel.words import status_word

if TYPE_CHECKING:
    from app.services.wheel.views import LegalDay, WheelView


def legal_details(
    view: "WheelView", key: Hashable | None, open_activity: Callable[[int], object]
) -> Details | None:
    """The details of the day by law with a key; None where there is no such day."""
    day = next((one for one in view.legal if legal_key(one) == key), None)
    if day is None:
        return None
    parts: list[Part] = [Facts(_facts(day)), Text(day.explanation), *_carried(view, day, open_activity)]
    return Details(key, "Lagens gräns", day.name, tuple(parts))


def _facts(day: "LegalDay") -> tuple[Fact, ...]:
    facts = [
        Fact("Senast", write_long_date(day.day)),
        Fact("Lagrum", day.paragraph),
        Fact("Avser", str(day.concerns)),
    ]
    if day.latest > day.day:
        facts.insert(1, Fact("Med särskilda skäl", write_long_date(day.latest)))
    return tuple(facts)


def _carried(view: "WheelView", day: "LegalDay", open_activity: Callable[[int], object]) -> list[Part]:
    found = [one for one in map(view.activity, day.activities) if one is not None]
    parts: list[Part] = [Heading("Aktiviteter")]
    if found:
        links = [
            Link(f"{one.title} ({status_word(one).lower()})", partial(open_activity, one.key))
            for one in found
        ]
        parts.append(Links(tuple(links)))
    else:
        parts.append(
            Text(
                "Ingen aktivitet är knuten till det här steget. Välj det under Lag i aktivitetens detaljer.",
                muted=True,
            )
        )
    if day.met:
        parts.append(Notice("Gjort i tid.", "info"))
    return parts
