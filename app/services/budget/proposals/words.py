"""What the parts of a proposal are called."""

from typing import Final

#: Kinds of figures (`BUD-08`), as a row says them.
FIGURES: Final = {"activity": "Verksamhetsmått", "key_figure": "Nyckeltal", "survey": "Brukarundersökning"}
TREATMENTS: Final = {
    "subcommittee": "Arbetsutskott",
    "cooperation": "Lokal samverkansgrupp (MBL)",
    "body": "Nämnden",
    "other": "Annan",
}
#: Where a treatment is missing, in the middle of a sentence.
TREATED_IN: Final = {"subcommittee": "arbetsutskott", "cooperation": "lokal samverkansgrupp (MBL)"}
MISSING_FIGURES: Final = {
    "activity": "verksamhetsmått",
    "key_figure": "nyckeltal",
    "survey": "resultat från brukarundersökningar",
}
#: Whether a proposal follows the inriktningsbeslut (`BUD-15`).
FOLLOWS: Final = {"yes": "Följer beslutet", "partly": "Följer delvis", "no": "Följer inte"}
NOT_JUDGED: Final = "Inte bedömt"
VERSION_NAME: Final = "Nämndernas förslag"
