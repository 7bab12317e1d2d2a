"""What is remembered about the user."""

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services import settings as settings_module
from app.services.paths import SETTINGS_VARIABLE
from app.services.settings import (
    MAX_RECENT,
    Settings,
    SettingsNotSaved,
    last_dir,
    load_settings,
    save_settings,
    settings_path,
    with_last_dir,
    with_recent_file,
    without_recent_file,
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(SETTINGS_VARIABLE, str(tmp_path / "inställningar"))
    return tmp_path / "inställningar"


def test_without_a_file_the_defaults_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "ekonomichef")
    settings = load_settings()

    assert settings == Settings()
    assert settings.display_name == "ekonomichef"
    assert (settings.appearance, settings.scale) == ("system", 100)
    assert settings.backup_limit_bytes == 2_000_000_000
    assert settings.attachment_limit_bytes == 25_000_000
    assert not settings_path().exists()


def test_what_is_saved_is_loaded() -> None:
    settings = Settings(
        display_name="Ekonomichefen",
        role="Ekonomichef",
        recent_files=("/å/Ljusnarsberg.styr",),
        window_state="AAAA/w==",
        appearance="dark",
        scale=150,
        backup_limit_bytes=1,
        attachment_limit_bytes=2,
        last_dirs={"export": "/tmp"},
    )
    save_settings(settings)

    assert load_settings() == settings


def test_every_setting_is_checked_when_it_is_read() -> None:
    assert set(settings_module._CHECKS) == {setting.name for setting in fields(Settings)}


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'"text"', b"[" * 100_000], ids=range(7)
)
def test_a_damaged_file_is_set_aside_and_the_defaults_hold(content: bytes, folder: Path) -> None:
    folder.mkdir()
    settings_path().write_bytes(content)
    told: list[Path] = []

    assert load_settings(told.append) == Settings()
    assert told == [folder / "installningar.json.skadad"]
    assert told[0].read_bytes() == content
    assert not settings_path().exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("scale", 99),
        ("scale", "150"),
        ("scale", True),
        ("appearance", "rosa"),
        ("appearance", ["dark"]),
        ("display_name", "  "),
        ("recent_files", "a.styr"),
        ("recent_files", [1]),
        ("backup_limit_bytes", -1),
        ("attachment_limit_bytes", 2.5),
        ("last_dirs", {"export": None}),
        ("role", None),
    ],
)
def test_a_value_that_cannot_be_used_gives_way_and_the_others_stay(name: str, value: object) -> None:
    save_settings(Settings(window_state="kept" if name != "window_state" else ""))
    stored = json.loads(settings_path().read_text(encoding="utf-8"))
    settings_path().write_text(json.dumps({**stored, name: value}), encoding="utf-8")
    told: list[Path] = []

    loaded = load_settings(told.append)
    assert getattr(loaded, name) == getattr(Settings(), name)
    assert loaded.window_state == "kept"
    assert told


def test_a_setting_of_a_later_program_is_passed_over() -> None:
    save_settings(Settings(role="Controller"))
    stored = json.loads(settings_path().read_text(encoding="utf-8"))
    settings_path().write_text(json.dumps({**stored, "future": 1}), encoding="utf-8")
    told: list[Path] = []

    assert load_settings(told.append).role == "Controller"
    assert told == []


@given(st.text(min_size=1).filter(str.strip), st.text())
def test_any_name_and_role_survive(name: str, role: str) -> None:
    if any(0xD800 <= ord(c) <= 0xDFFF for c in name + role):
        return
    save_settings(Settings(display_name=name, role=role))

    loaded = load_settings()
    assert (loaded.display_name, loaded.role) == (name, role)


def test_saving_leaves_one_file_and_nothing_else(folder: Path) -> None:
    for scale in (100, 125, 150):
        save_settings(replace(Settings(), scale=scale))

    assert [path.name for path in folder.iterdir()] == ["installningar.json"]
    assert load_settings().scale == 150


def test_settings_that_cannot_be_saved_say_where_and_leave_the_old_ones(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_settings(Settings(role="Controller"))
    monkeypatch.setenv(SETTINGS_VARIABLE, str(folder / "installningar.json"))
    with pytest.raises(SettingsNotSaved, match="gick inte att spara") as refused:
        save_settings(Settings())

    assert str(folder) in refused.value.message
    monkeypatch.setenv(SETTINGS_VARIABLE, str(folder))
    assert load_settings().role == "Controller"


def test_a_failed_replacement_leaves_no_temporary_file(folder: Path) -> None:
    settings_path().mkdir(parents=True)
    with pytest.raises(SettingsNotSaved):
        save_settings(Settings())

    assert [path.name for path in folder.iterdir()] == ["installningar.json"]


def test_a_recent_file_comes_first_once_and_the_list_is_short(tmp_path: Path) -> None:
    settings = Settings()
    for number in range(MAX_RECENT + 3):
        settings = with_recent_file(settings, tmp_path / f"{number}.styr")
    settings = with_recent_file(settings, tmp_path / "8.styr")

    names = [Path(recent).stem for recent in settings.recent_files]
    assert names == ["8", "12", "11", "10", "9", "7", "6", "5", "4", "3"]
    assert "8" not in [Path(r).stem for r in without_recent_file(settings, tmp_path / "8.styr").recent_files]


def test_the_last_folder_is_offered_while_it_exists(tmp_path: Path) -> None:
    chosen = tmp_path / "ut"
    chosen.mkdir()
    settings = with_last_dir(Settings(last_dirs={"open": str(tmp_path)}), "export", chosen)

    assert last_dir(settings, "export") == chosen
    assert last_dir(settings, "open") == tmp_path
    chosen.rmdir()
    assert last_dir(settings, "export") != chosen
    assert last_dir(settings, "export").is_dir()
