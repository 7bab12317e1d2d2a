"""New agreements: one for a performer, or one for each."""

from datetime import date
from functools import partial

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement
from app.models.errors import NotFound
from app.models.steering import Node
from app.services.agreements import making
from app.services.agreements.errors import HasAgreement, NobodyLeft, NotAPerformer
from app.services.storage import Database
from tests.services.agreements.office import HOME_CARE, Office


def create(office: Office, unit_id: int, year: int = 2011) -> int:
    """Make one agreement."""
    return office.make(unit_id, year=year)


def test_a_new_agreement_is_a_draft_with_term_client_and_signatories(empty: Office) -> None:
    create(empty, empty.add_performer("Biblioteket"))
    detail = empty.detail("Biblioteket")
    assert (detail.row.status_word, detail.client) == ("Utkast", "Kommunstyrelsen")
    assert (detail.starts, detail.ends) == (date(2011, 1, 1), date(2013, 12, 31))
    assert [(line.side, line.role) for line in detail.signatories] == [
        ("client", "Kommunchef/förvaltningschef"),
        ("performer", "Utförarens chef"),
    ]
    assert detail.parts[0].title == "Spelregler"


def test_it_stands_in_the_hierarchy_under_the_newest_document_and_takes_the_newest_frames(
    office: Office,
) -> None:
    create(office, office.add_performer("Ny enhet"))
    row, other = office.row("Ny enhet"), office.row(HOME_CARE)
    parents = office.database.read(
        lambda session: {session.get_one(Node, key).parent_id for key in (row.node_id, other.node_id)}
    )
    assert len(parents) == 1
    detail = office.detail("Ny enhet")
    assert detail.plan_version_id == detail.plan_versions[-1][0]
    assert detail.starts == date(2011, 1, 1)
    assert row.frames == "Saknas"
    assert "Budgetramarna saknas." in row.missing


def test_making_one_is_undone_and_redone_in_one_step(office: Office) -> None:
    key = create(office, office.add_performer("Ny enhet"))
    assert office.database.undo_words == "Skapade uppdragshandling för Ny enhet"
    office.database.undo()
    assert "Ny enhet" not in [row.unit for row in office.view().rows]
    office.database.redo()
    assert office.row("Ny enhet").id == key


def test_all_performers_without_one_get_one_in_one_step(empty: Office) -> None:
    names = ["Biblioteket", "Köket", "Ärlan"]
    for name in names:
        empty.add_performer(name)
    assert [name for _key, name in empty.view().without] == names
    made = empty.database.write(partial(making.create_for_all, kind_id=empty.kind_id, year=2011)).value
    assert len(made) == 3
    assert empty.database.undo_words == "Skapade 3 uppdragshandlingar"
    assert empty.view().without == ()
    empty.database.undo()
    assert empty.view().rows == ()


def test_nobody_gets_two(office: Office) -> None:
    with pytest.raises(HasAgreement, match="Hemtjänst Kopparberg har redan en uppdragshandling"):
        create(office, office.row(HOME_CARE).unit_id)
    with pytest.raises(NobodyLeft, match="Alla som kan ha en uppdragshandling har redan en"):
        office.database.write(partial(making.create_for_all, kind_id=office.kind_id, year=2011))


def test_only_performers_have_agreements(empty: Office) -> None:
    unit = empty.add_performer("Styrelsen", performer=None)  # type: ignore[arg-type]
    with pytest.raises(NotAPerformer, match="Styrelsen är ingen utförare"):
        create(empty, unit)
    with pytest.raises(NotFound, match="Enheten"):
        create(empty, 1)


def test_a_model_without_agreements_says_so(tmp_path, clock) -> None:
    database = Database.create(tmp_path / "tom.styr", clock=clock, user="Prov")
    try:
        assert Office(database).view().kind_id is None
        with pytest.raises(NotFound, match="Slaget av överenskommelse"):
            database.write(partial(making.create_for_all, kind_id=1, year=2011))
    finally:
        database.close()


def test_a_refused_agreement_leaves_nothing_behind(office: Office) -> None:
    def count(session: Session) -> tuple[int | None, int | None]:
        kinds = (Agreement, Node)
        return tuple(session.scalar(select(func.count()).select_from(kind)) for kind in kinds)  # type: ignore[return-value]

    before = office.database.read(count)
    with pytest.raises(HasAgreement):
        create(office, office.row(HOME_CARE).unit_id)
    assert office.database.read(count) == before
