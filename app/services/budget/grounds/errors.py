"""What a part of a frame cannot rest on, each with its sentence."""

from collections.abc import Sequence

from app.models.errors import DomainError


class Circular(DomainError):
    """Parts would rest on each other by lines that are taken from central posts."""

    def __init__(self, steps: Sequence[tuple[str, str, str]]) -> None:
        chain = ", vars ".join(
            f"{part} vilar på raden {line}, som tas från {post}" for part, line, post in steps
        )
        super().__init__(
            f"Det blir en cirkel: {chain}, där kedjan börjar. Låt någon av delarna vila på något annat."
        )


class NoWorth(DomainError):
    """The index or the line has no value for the year."""

    def __init__(self, name: str, year: int) -> None:
        super().__init__(f"{name} har inget värde för {year}. Skriv in det först.")


class NotResting(DomainError):
    """The part rests on nothing."""

    def __init__(self, part: str) -> None:
        super().__init__(f"{part} är inte kopplad till något index och ingen rad.")


class NotMeasured(DomainError):
    """What the index is multiplied by is missing, or does not fit the index."""

    def __init__(self, why: str) -> None:
        super().__init__(why)


class HeldPart(DomainError):
    """A part that is held as it is cannot be reckoned."""

    def __init__(self, part: str) -> None:
        super().__init__(f"{part} hålls fast. Släpp cellen först, så kan den räknas från ett index.")
