"""Where the program finds and writes its files."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.services import paths
from app.services.paths import ResourceMissing


def test_a_resource_beside_the_package_is_found() -> None:
    assert paths.resource("migrations").is_dir()
    assert paths.resource("resources").is_absolute()


def test_a_resource_inside_the_package_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "app"
    for folder in (package / "resources", tmp_path / "resources"):
        folder.mkdir(parents=True)
        (folder / "both.toml").touch()
    (tmp_path / "resources" / "outer.toml").touch()
    monkeypatch.setattr(paths, "_PACKAGE", package)

    assert paths.resource("resources", "both.toml") == package / "resources" / "both.toml"
    assert paths.resource("resources", "outer.toml") == tmp_path / "resources" / "outer.toml"


def test_a_missing_resource_is_named() -> None:
    with pytest.raises(ResourceMissing, match=r"resources/finns-inte\.toml.*Installera om"):
        paths.resource("resources", "finns-inte.toml")


def test_the_environment_moves_settings_and_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.SETTINGS_VARIABLE, str(tmp_path / "åäö"))

    assert paths.settings_dir() == tmp_path / "åäö"
    assert paths.log_dir() == tmp_path / "åäö" / "logg"


def test_without_the_environment_the_users_own_folders_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.SETTINGS_VARIABLE, raising=False)

    assert "rodatraden" in paths.settings_dir().parts
    assert "rodatraden" in paths.log_dir().parts
    assert paths.settings_dir() != paths.log_dir()


def test_documents_fall_back_on_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.delenv("XDG_DOCUMENTS_DIR", raising=False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)

    assert paths.documents_dir().is_dir()


@pytest.mark.parametrize(
    "package", ["PySide6", "babel", "matplotlib", "platformdirs", "pydantic", "reportlab", "sqlalchemy"]
)
def test_what_the_window_shows_first_needs_nothing_heavy(package: str) -> None:
    script = (
        "import sys\n"
        "from app.services import clock, fonts, formatting, log, palette, paths, settings, textorder\n"
        f"print({package!r} in sys.modules)\n"
    )
    root = Path(paths.__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)

    assert run.stdout == "False\n"
