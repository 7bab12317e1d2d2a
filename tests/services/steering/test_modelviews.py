"""What is shown of a model before it is chosen: counts, words for what is silent, and finding it by name."""

import os
import tomllib
from pathlib import Path

import pytest

from app.services.steering import modelformat
from app.services.steering.modelformat_steering import Horizon
from app.services.steering.modelviews import ModelView, horizon_words, model_views
from tests.services.steering.carried import write_models


@pytest.fixture
def views(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, ModelView]:
    folder = write_models(tmp_path / "styrmodeller")
    monkeypatch.setattr(modelformat, "resource", lambda *_parts: folder)
    return {view.municipality: view for view in model_views()}


def test_models_stand_in_the_order_of_swedish_names(views: dict[str, ModelView]) -> None:
    assert list(views) == ["Falun", "Ljusnarsberg", "Säter", "Åmål"]


def test_the_counts_are_those_of_the_file(views: dict[str, ModelView]) -> None:
    path = modelformat.carried_files()[2][0]
    with path.open("rb") as file:
        data = tomllib.load(file)
    view = views["Ljusnarsberg"]
    assert view.key == data["key"]
    assert len(view.levels) == len(data["levels"])
    assert view.body_count == len(data["bodies"])
    assert len(view.activities) == len(data["wheel_patterns"])
    assert view.document_count == len(data["document_kinds"])
    assert len(view.agreements) == len(data["agreement_kinds"])
    assert len(view.reports) == len(data["report_kinds"])
    assert len(view.inconsistencies) == len(data["inconsistencies"])
    assert view.counts == "12 nivåer, 4 perspektiv, 29 organ"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Falu kommun", ["Falun"]),
        ("falun", ["Falun"]),
        ("Sätters", ["Säter"]),
        ("sater", []),
        ("ÖREBRO", ["Ljusnarsberg"]),
        ("uppdragshandling säter", ["Säter"]),
        ("", ["Falun", "Ljusnarsberg", "Säter", "Åmål"]),
        ("  ", ["Falun", "Ljusnarsberg", "Säter", "Åmål"]),
    ],
)
def test_a_model_is_found_by_all_its_names_and_levels(
    views: dict[str, ModelView], typed: str, found: list[str]
) -> None:
    assert [name for name, view in views.items() if view.found(typed)] == found


def test_silence_is_told_from_expressly_none(views: dict[str, ModelView]) -> None:
    bare = views["Åmål"]
    assert bare.perspectives == ()
    assert bare.counts == "2 nivåer, inga perspektiv, 3 organ"
    assert bare.size_word == "liten"
    assert (bare.activities, bare.agreements, bare.document_groups) == ((), (), ())
    assert (bare.source, bare.plan_years) == ("", None)


def test_only_the_model_with_an_example_says_so(views: dict[str, ModelView]) -> None:
    assert [view.key for view in views.values() if view.has_example] == ["ljusnarsberg"]


def test_bodies_stand_under_their_sort_with_todays_name_beside(views: dict[str, ModelView]) -> None:
    groups = {group.name: group.members for group in views["Åmål"].body_groups}
    assert groups == {
        "Beslutar": ("Kommunfullmäktige", "Nämnder (i dag Utskott)"),
        "Roller": ("Chef",),
    }


def test_a_level_says_who_decides_in_which_order_and_how_far_it_looks(views: dict[str, ModelView]) -> None:
    vision, goal = views["Åmål"].levels
    assert (vision.body, vision.horizon) == ("Kommunfullmäktige, därefter nämnder", "2040")
    assert (goal.body, goal.horizon, goal.question) == (None, "minst 4 år", "Vart ska vi?")


def test_a_perspective_that_is_a_question_goes_by_its_short_name(views: dict[str, ModelView]) -> None:
    shown = views["Ljusnarsberg"].perspectives
    assert shown is not None
    assert shown[-1].name == "Ekonomi"
    assert shown[-1].question == "Har anslagna resurser använts på optimalt sätt?"


def test_a_file_is_read_again_only_when_it_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_models(tmp_path / "styrmodeller")
    monkeypatch.setattr(modelformat, "resource", lambda *_parts: folder)
    before = model_views()
    assert all(one is other for one, other in zip(before, model_views(), strict=True))
    path = folder / "amal.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("Åmål", "Årjäng"), encoding="utf-8")
    changed = path.stat().st_mtime_ns + 1_000_000_000

    os.utime(path, ns=(changed, changed))
    assert [view.municipality for view in model_views()][-1] == "Årjäng"


@pytest.mark.parametrize(
    ("horizon", "said"),
    [
        (None, None),
        (Horizon(), None),
        (Horizon(kind="years", min=3, max=3), "3 år"),
        (Horizon(kind="years", min=20, max=25), "20–25 år"),
        (Horizon(kind="years", max=2), "högst 2 år"),
        (Horizon(kind="mandate_period", text="Mandatperioden"), "mandatperioden"),
        (Horizon(kind="target_year", text="en bild på lång sikt"), "en bild på lång sikt"),
        (Horizon(text="lever över tid"), "lever över tid"),
    ],
)
def test_a_horizon_is_said_in_few_words(horizon: Horizon | None, said: str | None) -> None:
    assert horizon_words(horizon) == said
