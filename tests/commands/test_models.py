"""A new file with each steering model that can be chosen: it is sound, and nothing is found wrong."""

from pathlib import Path

import pytest

from app.services.steering.modelformat import available_models
from tests.commands.conftest import Run


@pytest.mark.parametrize("key", [summary.key for summary in available_models()])
def test_a_new_file_with_any_model_is_without_fault(key: str, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "x.styr"
    assert run("new", path, "--model", key).code == 0
    checked = run("check", path)
    assert (checked.code, checked.out) == (0, "Inget att anmärka på.\n")
    told = run("info", path, "--json").json
    assert (told["model"], told["example"]) == (key, False)


@pytest.mark.parametrize(("name", "key"), [("Falu kommun", "falun"), ("Sätters kommun", "sater")])
def test_a_model_is_chosen_by_any_name_of_its_municipality(
    name: str, key: str, tmp_path: Path, run: Run
) -> None:
    assert run("new", tmp_path / "x.styr", "--model", name).code == 0
    assert run("info", tmp_path / "x.styr", "--json").json["model"] == key
