"""A document with sections in a real file, for the tests of its text."""

from functools import partial
from types import SimpleNamespace
from typing import Any

from sqlalchemy.orm import Session

from app.models.steering import Node, NodeVersion
from app.models.types import new_id
from app.services import richtext
from app.services.steering.documents import sections
from app.services.steering.documents.sections import SectionsView, copy_sections
from app.services.storage import describe
from app.ui.shell.workspace import Workspace
from tests.services.steering.tree import add, view_of


class Writing:
    """An ÖSB in the example, whose kind requires five sections."""

    def __init__(self, space: Workspace) -> None:
        self.space = space
        beside = next(row for row in view_of(space.database).rows if row.level == "ÖSB")
        self.node_id = add(space.database, "osb", beside.parent_id, "Mål och budget")

    def sections(self, number: int | None = None) -> SectionsView:
        """The sections of a version."""
        return self.space.database.read(partial(sections.sections, node_id=self.node_id, number=number))

    def words(self) -> list[str]:
        """What each section says."""
        return [section.plain for section in self.sections().sections]

    def write(self, place: int, text: str) -> None:
        """Write a section."""
        self.do(
            sections.write_section,
            key=self.sections().sections[place].key,
            text=richtext.write(richtext.from_plain(text)),
        )

    def do(self, use_case: Any, **values: Any) -> Any:
        """Run a use case on the document as another part of the window would."""
        version = self.sections().version
        call = partial(use_case, node_id=self.node_id, expected_version=version, **values)
        return self.space.run(call)

    def change(self, change: Any) -> None:
        """Change the node directly, as a decision or a new version does."""

        def run(session: Session) -> None:
            describe(session, "Ändrade")
            change(session, session.get_one(Node, self.node_id))

        self.space.run(run)

    def lock(self) -> None:
        """Decide the document."""

        def lock(_session: Session, node: Node) -> None:
            node.current.locked, node.current.status = True, "decided"

        self.change(lock)

    def revise(self) -> None:
        """Begin the next version with the text of the one before."""

        def revise(session: Session, node: Node) -> None:
            first = node.current
            number = first.number + 1
            node.versions.append(NodeVersion(id=new_id(), number=number, title="Mål och budget 2013"))
            node.current_number = number
            session.flush()
            copy_sections(session, from_version_id=first.id, to_version_id=node.current.id)

        self.change(revise)

    def view(self, number: int | None = None) -> Any:
        """What the page hands to its tabs."""
        found = self.sections(number)
        newest = found.number == self.sections().number
        return SimpleNamespace(
            node_id=self.node_id, number=found.number, open_for_edits=newest and not found.locked, text=""
        )
