"""Agreements on the page follow the budget that has been decided."""

from tests.services.agreements.office import MUSIC, Office
from tests.services.agreements.test_following import copied, decide
from tests.ui.agreements.conftest import Desk


def test_undecided_agreements_are_made_to_follow_the_decided_budget(desk: Desk, office: Office) -> None:
    copied(office, "Reviderad")
    decide(office, "Reviderad")
    desk.page.refresh()
    links = [link for link in desk.state().links() if link.text.startswith("Låt ")]
    assert [link.text.endswith("följa den beslutade versionen") for link in links] == [True]
    links[0].on_click()
    assert office.view().follow == 0
    assert not any(link.text.startswith("Låt ") for link in desk.state().links())
    desk.space.undo()
    assert office.view().follow > 0


def test_one_agreement_takes_its_frames_anew(desk: Desk, office: Office) -> None:
    copied(office, "Reviderad")
    decide(office, "Reviderad")
    desk.page.refresh()
    desk.select(MUSIC)
    assert desk.fact("Ramar").value == "Efter beslutet 2010-11-15"
    desk.command("Hämta ramarna på nytt").on_click()
    assert desk.fact("Ramar").value == "Följer planen"
