"""The wheel as a file of the kind that its name asks for: paper, picture, calendar or workbook."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import DomainError
from app.models.wheel import Meeting, WheelActivity
from app.services.clock import Clock
from app.services.exchange.calendars.content import CalendarContent, body_named, read_calendar
from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.reading import wheel_view
from app.services.wheel.views import WheelView

PDF, PNG, SVG, ICS, EXCEL = ".pdf", ".png", ".svg", ".ics", ".xlsx"
_SVG_SIDE: Final = 1000.0
_MOST_DOTS: Final = 120_000_000


class EmptyYear(DomainError):
    """There is no activity in the year, and so no wheel to write."""

    def __init__(self, year: int, years: tuple[int, ...]) -> None:
        have = f" Det finns för {', '.join(map(str, years))}." if years else ""
        super().__init__(f"Årshjulet {year} har inga aktiviteter.{have}")


class NoPlan(DomainError):
    """There is no meeting in the year, and so no plan to write."""

    def __init__(self, year: int) -> None:
        super().__init__(f"Sammanträdesplanen {year} har inga sammanträden.")


class TooManyDots(DomainError):
    """The picture would be larger than a program can open."""

    def __init__(self) -> None:
        super().__init__("Bilden blir för stor. Välj ett mindre papper eller färre punkter per tum.")


@dataclass(frozen=True, slots=True)
class WheelContent:
    """A year as it goes out to files, with what papers say of themselves."""

    calendar: CalendarContent
    view: WheelView
    """The twelve months from `start_month`, as they are drawn; calendars and workbooks hold the year."""
    start_month: int
    source: str
    day: date


@dataclass(frozen=True, slots=True)
class WheelChoice:
    """How a wheel is put on paper: its size, how it lies, and how it is drawn."""

    paper: str = "a3"
    landscape: bool = False
    options: WheelOptions = field(default_factory=WheelOptions)
    dots: int = 150


def read_wheel(session: Session, *, year: int, clock: Clock, start_month: int | None = None) -> WheelContent:
    """A working year as it goes out; raises EmptyYear when it has neither activities nor meetings.

    Without `start_month` the wheel begins as the first of the model's does.
    """
    calendar = read_calendar(session, year=year, clock=clock)
    if not calendar.view.activities and not calendar.plan.rows:
        raise EmptyYear(year, calendar.view.years)
    names = [wheel.name for wheel in calendar.view.wheels if wheel.name]
    wheels = calendar.view.wheels
    month = start_month or (wheels[0].start_month if wheels else 1)
    view = calendar.view
    if month != 1:
        view = wheel_view(session, year=year, today=clock.today(), start_month=month)
    return WheelContent(calendar, view, month, _source(names), clock.today())


def _source(names: list[str]) -> str:
    return f"{' och '.join(names[:3])} i styrmodellen" if names else ""


def poster(content: WheelContent, choice: WheelChoice) -> bytes:
    """The wheel as PDF."""
    from app.services.reports.wheel_paper import wheel_poster

    return wheel_poster(
        content.view,
        replace(choice.options, start_month=content.start_month),
        paper=choice.paper,
        landscape=choice.landscape,
        municipality=content.calendar.municipality,
        source=content.source,
        day=content.day,
        example=content.calendar.example,
    )


def png(content: WheelContent, choice: WheelChoice) -> bytes:
    """The first page of the paper as a picture of so many dots to the inch."""
    import pypdfium2

    from app.services.reports.wheel_paper import sheet_size

    width, height = sheet_size(choice.paper)
    if width * height * (choice.dots / 72) ** 2 > _MOST_DOTS:
        raise TooManyDots
    document = pypdfium2.PdfDocument(poster(content, choice))
    try:
        image = document[0].render(scale=choice.dots / 72).to_pil()
    finally:
        document.close()
    target = BytesIO()
    image.save(target, "PNG", dpi=(choice.dots, choice.dots))
    return target.getvalue()


def svg(content: WheelContent, choice: WheelChoice) -> bytes:
    """The wheel itself, with its labels, as SVG."""
    from app.services.exchange.wheel_svg import wheel_svg
    from app.services.reports.wheel_listing import for_paper, told
    from app.services.reports.wheel_paper import title_of
    from app.services.wheel.picture.layout import lay_out

    view = content.view
    title = title_of(view, content.start_month)
    options = replace(choice.options, start_month=content.start_month)
    shown = for_paper(view, status=options.colour == "status")
    picture = lay_out(shown, options, width=_SVG_SIDE, height=_SVG_SIDE)
    words = [(each.key, f"{each.title}, {each.when.words}") for each in view.activities]
    named = f"{title}, {content.calendar.municipality}"
    return wheel_svg(picture, title=named, description=told(view, title), told=words).encode("utf-8")


def workbook(content: WheelContent) -> bytes:
    """Activities and meetings as an Excel workbook."""
    from app.services.exchange.wheel_excel import wheel_workbook

    calendar = content.calendar
    return wheel_workbook(
        calendar.view,
        calendar.plan,
        municipality=calendar.municipality,
        day=content.day,
        example=calendar.example,
    )


def usual_year(session: Session, *, today: date) -> int:
    """The present year where it has activities or meetings, else the last year that has."""
    years = {*session.scalars(select(WheelActivity.year).distinct())}
    years |= {day.year for day in session.scalars(select(Meeting.starts))}
    return today.year if today.year in years or not years else max(years)


def plan_workbook(content: WheelContent) -> bytes:
    """The meeting plan alone as an Excel workbook."""
    from app.services.exchange.wheel_excel import meetings_workbook

    calendar = content.calendar
    return meetings_workbook(
        calendar.plan, municipality=calendar.municipality, day=content.day, example=calendar.example
    )


def calendar(content: WheelContent, body: str | None, *, meetings_only: bool = False) -> bytes:
    """The calendar file of a body, called as it was typed, or of all."""
    from app.services.exchange.calendars.ical import calendar_bytes

    named = None if body is None else body_named(content.calendar.bodies, body)
    return calendar_bytes(content.calendar, named, meetings_only=meetings_only)


def wheel_bytes(content: WheelContent, choice: WheelChoice, path: Path, body: str | None = None) -> bytes:
    """The wheel as the kind of file that a name ends as."""
    makers: dict[str, Callable[[], bytes]] = {
        PDF: lambda: poster(content, choice),
        PNG: lambda: png(content, choice),
        SVG: lambda: svg(content, choice),
        ICS: lambda: calendar(content, body),
        EXCEL: lambda: workbook(content),
    }
    return makers[path.suffix.casefold()]()
