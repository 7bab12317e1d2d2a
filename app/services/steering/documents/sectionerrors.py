"""What can be refused when the sections of a document are worked on, each in its own sentence."""

from app.models.errors import DomainError


class NoDocument(DomainError):
    """Only documents have sections."""

    def __init__(self, title: str) -> None:
        super().__init__(f"”{title}” är inget styrdokument och har inga avsnitt.")


class TitleTaken(DomainError):
    """Two sections of a document would be called the same."""

    def __init__(self, title: str) -> None:
        super().__init__(f"Dokumentet har redan ett avsnitt som heter ”{title}”. Välj en annan rubrik.")


class RequiredStays(DomainError):
    """A section that the kind of document requires cannot be removed."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"”{title}” ska finnas i ett sådant dokument och kan inte tas bort. "
            "Kravet kan ändras under Styrmodell."
        )


class OnlySection(DomainError):
    """A document has at least one section."""

    def __init__(self, title: str) -> None:
        super().__init__(f"”{title}” är dokumentets enda avsnitt och kan inte tas bort.")
