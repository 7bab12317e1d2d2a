"""What the pictures of README and handbook show: page, place, tab."""

from dataclasses import dataclass

WHEEL = "KF beslut om Övergripande strategier och budget 2026"
UNIT = "Hemtjänst Kopparberg"
GOAL = "Brukarna är trygga med sin hemtjänst"
HEALTH = "Arbetsplatsen är hälsosam"


@dataclass(frozen=True)
class Scene:
    """A picture of a page: what is selected on it, and the tab if it has several."""

    name: str
    page: str
    place: tuple[str, str] | None = None
    """Table and the words that find the row."""
    tab: str = ""
    heading: str = ""
    """The column of the cell that is current."""
    paper: bool = False
    """Whether the page shows a paper, which must be there."""
    unit: str = ""
    """The unit that the page is about."""
    then: str = ""
    """What is pressed on the tab."""
    row: str = ""
    """What stands first on the row that is chosen on the tab."""


SCENES = (
    Scene("oversikt", "overview"),
    Scene("arshjul", "wheel", ("wheel_activity", WHEEL), tab="Hjul"),
    Scene("aktivitet", "wheel", ("wheel_activity", WHEEL), tab="Detaljer"),
    Scene("kalender", "wheel", tab="Kalender"),
    Scene("tidslinje", "wheel", tab="Tidslinje"),
    Scene("sammantraden", "wheel", tab="Sammanträden"),
    Scene("styrmodell", "steering", ("node", GOAL)),
    Scene("roda-traden", "thread", ("node", GOAL)),
    Scene("dokument", "documents"),
    Scene("luckor", "thread", tab="Luckor"),
    Scene("styrkort", "scorecard", tab="Styrkort", unit=UNIT),
    Scene("mal", "scorecard", ("goal", HEALTH), tab="Mål", unit=UNIT),
    Scene("matvarden", "scorecard", tab="Mätvärden"),
    Scene("att-fylla-i", "scorecard", tab="Mätvärden", then="Att fylla i"),
    Scene("styrtal", "scorecard", tab="Styrtal", row="Kostnad per utförd timme"),
    Scene("strategikarta", "scorecard", tab="Strategikarta"),
    Scene("jamforelse", "scorecard", tab="Jämförelse"),
    Scene("diagram", "scorecard", tab="Diagram", unit=UNIT),
    Scene("budget", "budget", ("unit", UNIT), heading="Volym"),
    Scene("budgetjamforelse", "budget", tab="Jämförelse", row="Omsorg"),
    Scene("forslag", "budget", tab="Nämndernas förslag", row="Grundskola 7–9"),
    Scene("berakningsmodeller", "budget", tab="Beräkningsmodeller"),
    Scene("internbudget", "budget", tab="Internbudget", row="Bibliotek och kultur"),
    Scene("ekonomi-process", "economy", tab="Process"),
    Scene("ekonomi-forutsattningar", "economy", tab="Förutsättningar", row="Preliminär skatteintäkt"),
    Scene("ekonomi-befolkning", "economy", tab="Befolkning och index", row="80–89 år"),
    Scene("ekonomi-investeringar", "economy", tab="Investeringar", row="101  Nytt storkök i Kopparberg"),
    Scene("ekonomi-resultat", "economy", tab="Resultat och balans", row="Årets resultat"),
    Scene("ekonomi-scenarier", "economy", tab="Scenarier", row="Skatten höjs 20 öre"),
    Scene("ekonomi-lep", "economy", tab="LEP"),
    Scene("ekonomi-balanskrav", "economy", tab="Balanskrav", row="Balanskravsresultat"),
    Scene("uppdrag", "assignments"),
    Scene("uppdragshandlingar", "agreements", ("agreement", UNIT), tab="Register"),
    Scene("skriva-handling", "agreements", ("agreement_text", "Kostenhet"), paper=True),
    Scene("arende", "agreements", tab="Ärenden", paper=True),
    Scene("organisation", "organisation", ("unit", UNIT), "Enheter"),
    Scene("kommunen", "organisation", None, "Kommunen"),
    Scene("modell", "model", ("model_part", "levels/osb")),
    Scene("ordlista", "glossary", ("glossary_term", "Årskalender")),
)
