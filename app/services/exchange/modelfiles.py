"""Steering models as TOML files of their own: taken into a file, and given out of it."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from app.models.errors import DomainError
from app.services.steering.modelformat import ModelFile, read_model, write_model
from app.services.steering.ownmodel import Edit, editions, own_model
from app.services.storage.errors import spoken
from app.services.storage.fileformat import SUFFIX as OWN_SUFFIX
from app.services.storage.snapshot import put_in_place, sync, unfinished

SUFFIX = ".toml"
_DATABASE = b"SQLite format 3\0"


class WouldReplaceFile(DomainError):
    """A model was to be written where a municipality's file stands, or under a name that only such have."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"En styrmodell skrivs aldrig över en kommuns fil, som ”{path.name}”. "
            f"Välj ett namn som slutar på {SUFFIX}."
        )


class NoEdition(DomainError):
    """An edition was asked for that the file does not have."""

    def __init__(self, wanted: int, there: Sequence[int]) -> None:
        numbers = ", ".join(str(number) for number in sorted(there))
        super().__init__(f"Upplaga {wanted} av styrmodellen finns inte i filen. Där finns upplaga {numbers}.")


def read_model_file(path: Path) -> ModelFile:
    """The model in a TOML file; raises ModelFileUnreadable, ModelFileNewer or ModelFileInvalid."""
    return read_model(path)


def write_model_file(path: Path, model: ModelFile, *, source: Path | None) -> None:
    """Write a model to a TOML file in one step; what stood there before is replaced, never half-way.

    Neither `source`, the file that the model comes from, nor any other file of a municipality is replaced.
    Equal models give equal bytes.
    """
    with spoken(path):
        own = source is not None and path.exists() and path.samefile(source)
        if own or path.suffix.casefold() == OWN_SUFFIX or _is_database(path):
            raise WouldReplaceFile(path)
        with unfinished(path) as fresh:
            fresh.write_text(_head(model) + write_model(model), encoding="utf-8", newline="\n")
            sync(fresh)
            put_in_place(fresh, path)


def proposed_name(model: ModelFile) -> str:
    """What the file of a model is called until the user says otherwise: "heby.toml"."""
    return f"{model.key}{SUFFIX}"


def replacing(model: ModelFile) -> Edit:
    """The edit that lets a model take the place of the file's own; the edition never gets a lower number.

    A file keeps its earlier editions by their numbers, and none of them is to be written over.
    """

    def edit(own: ModelFile) -> ModelFile:
        return model.model_copy(update={"format": own.format, "edition": max(own.edition, model.edition)})

    return edit


def edition_of(session: Session, number: int | None) -> ModelFile:
    """The model that holds, or the edition with a number; raises NoEdition and NoModel."""
    there = [row.edition for row in editions(session)]
    if number is not None and there and number not in there:
        raise NoEdition(number, there)
    return own_model(session, edition=number)


def _is_database(path: Path) -> bool:
    """Whether a database lies there, whatever it is called."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_DATABASE)) == _DATABASE


def _head(model: ModelFile) -> str:
    """A comment for whoever opens the file: one line, whatever stands in the name."""
    who = " ".join((model.municipality.official_name or model.municipality.name).split())
    plain = "".join(letter for letter in who if letter.isprintable())
    return f"# Styrmodell för {plain}, upplaga {model.edition}.\n\n"
