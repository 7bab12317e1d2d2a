"""The words of the schemes that tags are chosen from: Agenda 2030's global goals and its three dimensions."""

from collections.abc import Mapping

AGENDA_GOAL, DIMENSION, OWN = "agenda_goal", "dimension", "own"
#: The official Swedish short names of the seventeen global goals, by number.
GOALS: Mapping[str, str] = {
    "1": "Ingen fattigdom",
    "2": "Ingen hunger",
    "3": "God hälsa och välbefinnande",
    "4": "God utbildning för alla",
    "5": "Jämställdhet",
    "6": "Rent vatten och sanitet för alla",
    "7": "Hållbar energi för alla",
    "8": "Anständiga arbetsvillkor och ekonomisk tillväxt",
    "9": "Hållbar industri, innovationer och infrastruktur",
    "10": "Minskad ojämlikhet",
    "11": "Hållbara städer och samhällen",
    "12": "Hållbar konsumtion och produktion",
    "13": "Bekämpa klimatförändringarna",
    "14": "Hav och marina resurser",
    "15": "Ekosystem och biologisk mångfald",
    "16": "Fredliga och inkluderande samhällen",
    "17": "Genomförande och globalt partnerskap",
}
#: The three dimensions, equal and undivided (`GOAL-22`).
DIMENSIONS: Mapping[str, str] = {
    "environmental": "Miljömässig hållbarhet",
    "social": "Social hållbarhet",
    "economic": "Ekonomisk hållbarhet",
}
_ORDER = (DIMENSION, AGENDA_GOAL, OWN)


def tag_words(scheme: str, key: str) -> str:
    """A tag as it is read: "Mål 4 God utbildning för alla"; an own tag is its word."""
    if scheme == AGENDA_GOAL:
        return f"Mål {key} {GOALS.get(key, '')}".rstrip()
    return DIMENSIONS.get(key, key) if scheme == DIMENSION else key


def tag_order(scheme: str, key: str) -> tuple[int, int]:
    """The dimensions first, then the global goals by number, then own tags."""
    return _ORDER.index(scheme), int(key) if scheme == AGENDA_GOAL and key.isdecimal() else 0


def is_known(scheme: str, key: str) -> bool:
    """Whether a scheme has a tag; the municipality's own may be any word."""
    if scheme == OWN:
        return bool(key)
    return key in (GOALS if scheme == AGENDA_GOAL else DIMENSIONS)
