"""The documents of the economy: their keys, their titles, and the face that shows the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.models.errors import DomainError
from app.services.textorder import fold


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A document by its key, which the command line uses, and its title; `face` shows it in the window."""

    key: str
    title: str
    face: str


#: In the order that they stand as appendices of the budget.
PARTS: Final = (
    PaperPart("forutsattningar", "Ekonomiska förutsättningar", "prerequisites"),
    PaperPart("prognoser", "Prognoser jämförda", "prerequisites"),
    PaperPart("resultat", "Resultatbudget", "statements"),
    PaperPart("kassaflode", "Kassaflödesbudget", "statements"),
    PaperPart("balans", "Balansbudget", "statements"),
    PaperPart("drift", "Driftbudget per nämnd", "statements"),
    PaperPart("investeringar", "Investeringsbudget", "investments"),
    PaperPart("hushallning", "God ekonomisk hushållning", "statements"),
    PaperPart("lan", "Lån", "statements"),
    PaperPart("bolag", "Kommunkoncernens bolag", "statements"),
    PaperPart("kanslighet", "Känslighetsanalys", "longterm"),
    PaperPart("scenarier", "Scenarier", "scenarios"),
    PaperPart("lep", "Långsiktig ekonomisk plan", "longterm"),
    PaperPart("balanskrav", "Balanskravsutredning", "balance"),
    PaperPart("resultatreserv", "Resultatreserv", "balance"),
    PaperPart("andringar", "Ändringar under året", "changes"),
)
KEYS: Final = tuple(part.key for part in PARTS)
TITLES: Final = {part.key: part.title for part in PARTS}


class NoSuchPart(DomainError):
    """A document of the economy that the program does not make."""

    def __init__(self, name: str) -> None:
        listed = ", ".join(KEYS)
        super().__init__(f"”{name}” är ingen del av ekonomin. Delarna är {listed}.")


class NoSuchRound(DomainError):
    """A forecast that the file does not have."""

    def __init__(self, name: str, titles: Sequence[str]) -> None:
        there = f"De som finns är {', '.join(titles)}." if titles else "Filen har ingen."
        super().__init__(f"Det finns ingen prognosomgång ”{name}”. {there}")


class OneRound(DomainError):
    """A forecast compared with itself."""

    def __init__(self, title: str) -> None:
        super().__init__(f"{title} kan inte jämföras med sig själv. Välj två olika prognosomgångar.")


class NothingToPrint(DomainError):
    """The version has nothing to tell in the documents that were asked for."""

    def __init__(self, version: str, titles: tuple[str, ...]) -> None:
        what = f" i {', '.join(titles)}" if titles else ""
        super().__init__(
            f"Versionen ”{version}” har inga uppgifter{what}. Fyll i dem på sidan Ekonomi och försök igen."
        )


def part_named(name: str) -> str:
    """The key of a document by its key or title."""
    wanted = fold(name.strip())
    for part in PARTS:
        if wanted in (fold(part.key), fold(part.title)):
            return part.key
    raise NoSuchPart(name)
