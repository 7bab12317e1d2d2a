"""Steering models as TOML files: read, write, list and find them.

Import this only when a model is read or written: pydantic is not loaded when the window starts.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from app.services.paths import resource
from app.services.steering.modelformat_base import FORMAT
from app.services.steering.modelformat_checks import problems_of_sense
from app.services.steering.modelformat_errors import (
    ModelFileInvalid,
    ModelFileNewer,
    ModelFileUnreadable,
    ModelUnknown,
    problems_of_shape,
)
from app.services.steering.modelformat_model import ModelFile
from app.services.steering.modelformat_toml import LARGEST_FILE, read_tables
from app.services.textorder import nfc

__all__ = [
    "FORMAT", "LARGEST_FILE", "ModelFile", "ModelFileInvalid", "ModelFileNewer", "ModelFileUnreadable",
    "ModelSummary", "ModelUnknown", "available_models", "carried_files", "find_model", "parse_model",
    "read_model", "read_once", "write_model",
]  # fmt: skip


@dataclass(frozen=True)
class ModelSummary:
    """A model that can be chosen, with the number of its levels, perspectives and other parts."""

    key: str
    name: str
    title: str
    levels: int
    perspectives: int
    wheel_patterns: int
    document_kinds: int
    report_kinds: int
    agreement_kinds: int


def read_model(path: Path) -> ModelFile:
    """The model in a file; raises ModelFileUnreadable, ModelFileNewer or ModelFileInvalid."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise ModelFileUnreadable(path.name, f"filen finns inte i ”{path.absolute().parent}”") from None
    except IsADirectoryError:
        raise ModelFileUnreadable(path.name, "det är en mapp och ingen fil") from None
    except OSError:
        raise ModelFileUnreadable(
            path.name, "filen går inte att öppna, se efter att du får läsa den"
        ) from None
    return parse_model(content, path.name)


def parse_model(content: bytes, file: str) -> ModelFile:
    """The model in the bytes of a file called `file`; raises as read_model does."""
    data = read_tables(content, file)
    if not data.keys() & {"format", "levels"}:
        raise ModelFileUnreadable(file, "den innehåller ingen styrmodell")
    found = data.get("format")
    if isinstance(found, int) and found > FORMAT:
        raise ModelFileNewer(file, found, FORMAT)
    try:
        model = ModelFile.model_validate(data)
    except ValidationError as error:
        raise ModelFileInvalid(file, problems_of_shape(error, data)) from None
    problems = problems_of_sense(model)
    if problems:
        raise ModelFileInvalid(file, problems)
    return model


def write_model(model: ModelFile) -> str:
    """The model as TOML text; reading it gives an equal model."""
    import tomli_w

    data = model.model_dump(exclude_defaults=True)
    data["format"] = FORMAT
    return tomli_w.dumps({name: data[name] for name in ModelFile.model_fields if name in data})


def available_models() -> tuple[ModelSummary, ...]:
    """The models that the program carries, in the order of their file names."""
    return tuple(_summary(model) for model in _carried())


def find_model(key: str) -> ModelFile:
    """The carried model with this key, or whose municipality has this name; raises ModelUnknown."""
    wanted = nfc(key).strip().casefold()
    models = _carried()
    for model in models:
        if wanted in _names(model):
            return model
    raise ModelUnknown(key, [model.key for model in models])


def carried_files() -> tuple[tuple[Path, int], ...]:
    """The model files that the program carries, by name, each with the time of its last change."""
    folder = resource("resources", "styrmodeller")
    return tuple((path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.toml")))


@lru_cache(maxsize=32)
def read_once(path: Path, _changed: int) -> ModelFile:
    """The model in a file, read again only when the file has another time of change."""
    return read_model(path)


def _carried() -> list[ModelFile]:
    return [read_once(path, changed) for path, changed in carried_files()]


def _names(model: ModelFile) -> set[str]:
    who = model.municipality
    return {name.casefold() for name in (model.key, who.name, who.official_name or who.name, *who.aliases)}


def _summary(model: ModelFile) -> ModelSummary:
    return ModelSummary(
        key=model.key,
        name=model.municipality.name,
        title=model.model.title,
        levels=len(model.levels),
        perspectives=len(model.perspectives or ()),
        wheel_patterns=len(model.wheel_patterns or ()),
        document_kinds=len(model.document_kinds or ()),
        report_kinds=len(model.report_kinds or ()),
        agreement_kinds=len(model.agreement_kinds or ()),
    )
