"""What a version says of the exceptions from the demand that income exceeds cost."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from app.models.errors import DomainError
from app.services.economy.own import economy_of, opened, state_of, version_of
from app.services.storage import describe
from app.services.typed import optional

RESERVE, REASONS = "reserve", "reasons"
EXCEPTION_WORDS: Final = {
    RESERVE: "resultatreserven används",
    REASONS: "synnerliga skäl",
}


class ReasonsMissing(DomainError):
    """Synnerliga skäl were claimed and not told."""

    def __init__(self) -> None:
        super().__init__(
            "De synnerliga skälen saknas. Skriv varför kostnaderna får vara högre än intäkterna "
            "(11 kap. 5 § kommunallagen)."
        )


class UnknownException(DomainError):
    """An exception that the law does not have."""

    def __init__(self) -> None:
        super().__init__("Lagen har bara två undantag: att resultatreserven används och synnerliga skäl.")


@dataclass(frozen=True, slots=True)
class ExceptionView:
    """The exception of a version; `state` is what a change must be made against."""

    exception: str | None
    reason: str
    state: int


def exception_of(session: Session, *, version_id: int) -> ExceptionView:
    """What a version says of exceptions just now."""
    found, state = economy_of(session, version_id), state_of(session, version_id)
    if found is None:
        return ExceptionView(None, "", state)
    return ExceptionView(found.exception, found.exception_reason or "", state)


def set_exception(
    session: Session, *, version_id: int, exception: str | None, reason: str | None, expected_version: int
) -> None:
    """Say why the income of a version may be less than its cost, or with None that it may not."""
    reason = optional(reason)
    if exception is not None and exception not in EXCEPTION_WORDS:
        raise UnknownException
    if exception == REASONS and reason is None:
        raise ReasonsMissing
    economy = opened(session, version_id, expected_version)
    economy.exception = exception
    economy.exception_reason = None if exception is None else reason
    name = version_of(session, version_id).name
    words = "inget undantag" if exception is None else EXCEPTION_WORDS[exception]
    describe(session, f"Angav undantag från balanskravet i {name}: {words}")
