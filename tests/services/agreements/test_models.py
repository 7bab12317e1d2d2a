"""Agreements in every steering model that the program carries."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from app.models.organisation import UnitKind
from app.services.agreements import making
from app.services.agreements.errors import NoAgreementKind
from app.services.reports.uppdragshandling import render
from app.services.steering.install import install, install_bodies
from app.services.steering.modelformat import available_models, find_model, read_model
from app.services.storage import Database
from tests.pdfcheck.reading import page_texts
from tests.services.agreements.conftest import CLOCK
from tests.services.agreements.office import Office

DATA = Path(__file__).resolve().parents[2] / "data" / "styrmodeller"
MODELS = {model.key: find_model(model.key) for model in available_models()}
MODELS |= {f"prov-{path.stem}": read_model(path) for path in sorted(DATA.glob("*.toml"))}


@pytest.fixture
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """A file with a model and its bodies, and one performer beside them."""
    database = Database.create(tmp_path / "prov.styr", clock=CLOCK, user="Prov")
    model = MODELS[request.param]
    database.write(partial(install, model=model))
    database.write(partial(install_bodies, model=model))
    made = Office(database)
    kind = database.read(lambda session: session.scalars(select(UnitKind.key)).first())
    assert kind is not None
    made.add_performer("Biblioteket", kind=kind)
    yield made
    database.close()


@pytest.mark.parametrize(
    ("office", "kind"),
    [
        ("ljusnarsberg", "Uppdragshandling"),
        ("heby", "Resultatkontrakt"),
        ("strangnas", None),
        ("prov-minsta", None),
    ],
    indirect=["office"],
)
def test_the_kind_is_the_models_own_and_none_where_it_has_only_dialogues(
    office: Office, kind: str | None
) -> None:
    assert office.view().kind == kind


@pytest.mark.parametrize("office", MODELS, indirect=True)
def test_an_agreement_of_any_model_can_be_made_and_printed(office: Office) -> None:
    make = partial(making.create_for_all_performers, year=2011)
    if office.view().kind is None:
        with pytest.raises(NoAgreementKind):
            office.database.write(make)
        return
    office.database.write(make)
    document = office.document("Biblioteket")
    demanded = [part.key for part in office.detail("Biblioteket").parts if part.mandatory]
    assert bool(document.missing) == bool(demanded)
    assert "{" not in document.title
    pages = page_texts(render(document))
    assert "Biblioteket" in pages[0]
    assert all("UTKAST" in page for page in pages)
