"""What should be looked at in a project: a permission that is exceeded, parts that lack a life, no start."""

from collections.abc import Iterator, Sequence

from app.services.economy.investments.values import PartView, ProjectView, Remark
from app.services.formatting import write_number, write_ore


def of_project(project: ProjectView, years: Sequence[int]) -> Iterator[Remark]:
    """The remarks of a project that something is planned for, the gravest first."""
    yield from _permission(project)
    if project.state == "cancelled":
        yield from _abandoned(project)
    if project.state == "cancelled" or not project.total:
        return
    if not project.parts:
        yield Remark(project.id, "Komponenter saknas, så inget skrivs av. Lägg till minst en.")
    elif project.shared < 100:
        rest = write_number(100 - project.shared)
        yield Remark(
            project.id, f"{rest} procent av utgiften hör inte till någon komponent och skrivs inte av."
        )
    if project.in_use_year is None and _written_off(project.parts):
        yield Remark(
            project.id, "Skriv när anläggningen tas i bruk: då börjar avskrivningen och driftkostnaden."
        )
    elif project.in_use_year is not None and project.in_use_year < years[0] and project.state == "planned":
        yield Remark(project.id, f"Togs i bruk {project.in_use_year} men står som planerat.")


def _abandoned(project: ProjectView) -> Iterator[Remark]:
    """What has been spent on something that is never built is not written off by itself."""
    if project.spent_before:
        yield Remark(
            project.id,
            f"{write_ore(project.spent_before)} är nedlagda i projektet och skrivs inte av. Skriv ned dem på "
            "raden Befintliga anläggningar i resultatbudgeten.",
        )


def _permission(project: ProjectView) -> Iterator[Remark]:
    left = project.left
    if project.permitted is None:
        if project.planned:
            words = "Totalramen är inte beslutad. Den är ett tillstånd, inte ett anslag."
            yield Remark(project.id, words)
    elif left is not None and left < 0:
        words = (
            f"Använt och planerat är {write_ore(-left)} mer än totalramen på {write_ore(project.permitted)}. "
            "Be om en högre ram eller flytta utgifter."
        )
        yield Remark(project.id, words, grave=True)


def _written_off(parts: Sequence[PartView]) -> bool:
    return any(part.years is not None for part in parts)
