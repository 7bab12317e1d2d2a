"""The one error root: what a user can cause, said in one Swedish sentence."""


class DomainError(Exception):
    """Something a user asked for that cannot be done; `message` says what, where and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class ChangedSince(DomainError):
    """The row was changed after the form that edits it was loaded."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} har ändrats sedan du öppnade den. Se det nya värdet och gör om din ändring."
        )


class Locked(DomainError):
    """The row belongs to a decided version, which never changes."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} är beslutad och låst. Gör en ny version för att ändra.")


class NotFound(DomainError):
    """The row is gone, most often because it was removed in another step."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} finns inte längre. Välj en annan rad.")


class MissingText(DomainError):
    """A name or title that must be there was left empty."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} saknas. Skriv en text och försök igen.")
