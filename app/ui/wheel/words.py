"""What phases, statuses, forms and the like are called in the window, and the signs beside them."""

from app.services.formatting import write_day_month
from app.services.wheel.views import Activity, NegotiationRow

PHASES = {"planering": "Planering", "genomforande": "Genomförande", "uppfoljning": "Uppföljning"}
NO_PHASE = "Utan angiven fas"
STATUSES = {
    "planned": "Planerad",
    "ongoing": "Pågår",
    "done": "Klar",
    "late": "Försenad",
    "cancelled": "Inställd",
}
FORMS = {
    "activity": "Aktivitet",
    "network": "Nätverksmöte",
    "dialogue": "Medborgardialog",
    "survey": "Undersökning",
    "staff": "Personalarbete",
}
NEGOTIATIONS = {"mbl11": "Förhandling, 11 § MBL", "mbl19": "Information, 19 § MBL"}
ROLES = {"produces": "Tas fram här", "basis": "Underlag", "outcome": "Utfallet blev"}
#: A status as an icon and the palette role of icon and word; a planned one has only its word.
SIGNS = {
    "planned": ("", "muted"),
    "ongoing": ("clock", "ink"),
    "done": ("check", "met"),
    "late": ("clock", "unmet"),
    "cancelled": ("cross", "muted"),
}
NEXT = "Nästa"
UNDATED = "Utan angiven tid"
SOURCE_SAYS = "Källan säger ”{}”"
LOCKED = "Filen är öppen för läsning."


def status_word(activity: Activity) -> str:
    """How far it has come; the first that is still to be done is called so."""
    return NEXT if activity.next and activity.status == "planned" else STATUSES[activity.status]


def phase_role(activity: Activity) -> str:
    """The palette role of an activity's phase; planning of the year after next has a colour of its own."""
    if activity.phase == "planering" and (activity.offset or 0) >= 2:
        return "year_after_next"
    return {"planering": "planning", "genomforande": "execution", "uppfoljning": "followup"}.get(
        activity.phase or "", "muted"
    )


def phase_word(activity: Activity) -> str:
    """The phase in words, also where there is none."""
    word = PHASES.get(activity.phase or "", NO_PHASE)
    return f"{word}, året därefter" if phase_role(activity) == "year_after_next" else word


def negotiation_words(row: NegotiationRow) -> str:
    """What it is, with whom, and when."""
    said = NEGOTIATIONS[row.kind]
    if row.party:
        said += f" med {row.party}"
    if row.held_on is not None:
        return f"{said}: hållen {write_day_month(row.held_on)}"
    if row.planned_on is not None:
        return f"{said}: planerad {write_day_month(row.planned_on)}"
    return f"{said}: ingen dag än"


def rhythm_word(rhythm: str | None) -> str:
    """How often, in words; nothing where it is not said."""
    from app.services.steering.modelwords import word_for

    return "" if rhythm is None else word_for("", "rhythm", rhythm) or rhythm


def sentence_case(words: str) -> str:
    """The first letter large, the rest as it is."""
    return words[:1].upper() + words[1:]
