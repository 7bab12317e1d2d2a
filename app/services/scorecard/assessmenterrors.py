"""What can be refused when goals are assessed and tied by causes, each in its own sentence."""

from app.models.errors import DomainError


class AssessmentDecided(DomainError):
    """An assessment that is decided was to be changed."""

    def __init__(self, title: str, period: str) -> None:
        super().__init__(
            f"Bedömningen av ”{title}” för {period} är fastställd. Öppna den igen för att ändra den."
        )


class AssessmentOpen(DomainError):
    """An assessment was to be opened again that nobody has decided."""

    def __init__(self, title: str, period: str) -> None:
        super().__init__(f"Bedömningen av ”{title}” för {period} är redan öppen för ändringar.")


class NoSuchStep(DomainError):
    """A result was given that the model's scale does not have."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"Välj ett resultat ur styrmodellens skala: {', '.join(names)}.")


class ReasonMissing(DomainError):
    """A person came to another result than the figures, and did not say why."""

    def __init__(self, title: str, proposed: str, chosen: str) -> None:
        super().__init__(
            f"Utfallet för ”{title}” ger {proposed.lower()}, men du bedömer målet som {chosen.lower()}. "
            "Skriv varför bedömningen blir en annan."
        )


class NothingMeasured(DomainError):
    """A goal was to be called met without an outcome and without a word of what was achieved (`GOAL-20`)."""

    def __init__(self, title: str, chosen: str) -> None:
        super().__init__(
            f"”{title}” har inget utfall och kan inte bedömas som {chosen.lower()} för att aktiviteter är "
            "genomförda. Mata in ett utfall eller skriv i effekten vad som har uppnåtts."
        )


class NotAGoal(DomainError):
    """Something that is no goal was to be assessed or tied to another by cause and effect."""

    def __init__(self, title: str, level: str) -> None:
        super().__init__(f"”{title}” är inget mål utan hör till nivån {level}. Välj ett mål.")


class AlreadyBecame(DomainError):
    """An action was to become something twice."""

    def __init__(self, text: str, what: str) -> None:
        super().__init__(f"Åtgärden ”{text}” har redan blivit {what}. Ta bort den först om den ska göras om.")


class CausesItself(DomainError):
    """A goal was to bring itself about."""

    def __init__(self, title: str) -> None:
        super().__init__(f"”{title}” kan inte leda till sig självt. Välj ett annat mål.")


class CausedAlready(DomainError):
    """Two goals were to be tied twice."""

    def __init__(self, cause: str, effect: str) -> None:
        super().__init__(f"”{cause}” leder redan till ”{effect}”.")


class CausesInCircle(DomainError):
    """An arrow would close a circle, so that a goal would in the end bring itself about."""

    def __init__(self, cause: str, effect: str, way: tuple[str, ...]) -> None:
        told = " → ".join(f"”{title}”" for title in way)
        super().__init__(
            f"”{cause}” kan inte leda till ”{effect}”, för det finns redan ett samband åt andra hållet: "
            f"{told}. Ta bort det sambandet först."
        )
