"""What the program is, in which version, and with what it is made."""

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from app.ui.parts.messages import Question

_TEXT = (
    "Röda tråden håller ihop kommunens styrning: styrmodell, mål, budgetramar, årshjul och "
    "uppdragshandlingar i en fil. Programmet arbetar utan nät och skickar ingenting.\n\n"
    "Typsnitt: Source Sans Pro (SIL Open Font License). Fönster: Qt {qt} (LGPL)."
)


def program_version() -> str:
    """The installed version, or a word for a source checkout."""
    try:
        return version("rodatraden")
    except PackageNotFoundError:
        return "utvecklingsversion"


def show_about(parent: QWidget | None) -> None:
    """Show the dialog."""
    Question(
        parent, f"Röda tråden {program_version()}", _TEXT.format(qt=qVersion()), (), close="Stäng"
    ).exec()
