"""Scorecards as an Excel workbook: exact values, and every average as a formula of what it is made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from app.services.exchange.internal_excel import sheet_name
from app.services.exchange.workbooks.writing import AmountLooks, cut, in_margin, lay_pages, workbook_bytes
from app.services.reports.scorecard_paper import CardPaper, SummaryPaper, outcome_words
from app.services.scorecard.periods import period_words
from app.services.scorecard.views import STANDING_WORDS, TREND_WORDS, Average, Card, Figure, Goal, Group

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

SUMMARY, LACKING = "Sammanfattning", "Saknas"
FIRST_ROW: Final = 5
"""Where the lines begin, counted from nought."""
_FIRST: Final = ("Perspektiv", "Mål")
_COLUMNS: Final = (
    "Utfall", "Enhet", "Period", "Målvärde", "Målvärde till", "Gränsvärde", "Året före", "Poäng", "Vikt %",
    "Status", "Trend", "Ägare", "Källa", "Kommentar", "Med uppgift", "I allt",
)  # fmt: skip
OUTCOME, UNIT, PERIOD, TARGET, UPPER, LIMIT, BEFORE, SCORE, WEIGHT, STATUS = range(3, 13)
_COMMENT, COUNTED = STATUS + 4, STATUS + 5
_NAME_WIDTHS: Final = (26, 38, 38)
_WIDTH, _WIDE = 12, 30
_A3: Final = 8
_HEAD_HEIGHT: Final = 48
"""Three lines, for the names of perspectives in narrow columns."""
_LONGEST_FORMULA: Final = 4000
_RECKONED: Final = 2
"""So many decimals are shown of what has been reckoned; the cell holds them all."""
_IN_WORDS: Final = frozenset({"yes_no", "scale"})


def scorecard_workbook(papers: Sequence[CardPaper], summary: SummaryPaper | None = None) -> bytes:
    """A sheet for each scorecard, and the summary first where there is one; always the same bytes."""
    about = summary.paper if summary is not None else papers[0]

    def fill(workbook: "Workbook") -> None:
        looks = _Looks(workbook)
        taken = {SUMMARY.casefold(), LACKING.casefold()}
        if summary is not None:
            _fill_summary(_sheet(workbook, SUMMARY, summary.title, about, looks), summary, looks)
        for paper in (about, *papers) if summary is not None else papers:
            name = sheet_name(paper.card.unit, taken)
            _CardSheet(_sheet(workbook, name, paper.title, paper, looks), paper, looks).fill()
        if summary is not None:
            _fill_lacks(_sheet(workbook, LACKING, "Uppgift eller ägare saknas", about, looks), summary, looks)

    title = summary.title if summary is not None else about.title
    return workbook_bytes(fill, title=title, author=about.issue.municipality, day=about.issue.day)


def _sheet(workbook: "Workbook", name: str, title: str, paper: CardPaper, looks: "_Looks") -> "Worksheet":
    sheet = workbook.add_worksheet(name)
    sheet.write_string(0, 0, cut(title), looks.title)
    sheet.write_string(1, 0, cut(f"{paper.issue.municipality}. {paper.period}. {paper.version}."), looks.text)
    sheet.write_string(2, 0, cut(paper.card.finding), looks.text)
    lay_pages(sheet, FIRST_ROW - 1)
    sheet.set_footer(f"&L{in_margin(paper.issue.municipality)}&RSida &P av &N")
    return sheet


# ---- a scorecard -------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Part:
    """A line that an average is made of: where its score and its weight stand."""

    line: int
    share: Decimal


class _CardSheet:
    """The sheet of a scorecard while it is being filled: a line for each perspective, goal and figure."""

    def __init__(self, sheet: "Worksheet", paper: CardPaper, looks: "_Looks") -> None:
        self.sheet, self.paper, self.looks = sheet, paper, looks
        self.line = FIRST_ROW

    def fill(self) -> None:
        """Write the heads, every line, and the average of all."""
        sheet, looks = self.sheet, self.looks
        heads = (*_FIRST, self.paper.issue.measure.single, *_COLUMNS)
        for place, head in enumerate(heads):
            number = OUTCOME <= place <= WEIGHT and place not in (UNIT, PERIOD)
            sheet.write_string(FIRST_ROW - 1, place, head, looks.head if number else looks.name_head)
        for place, width in enumerate(_NAME_WIDTHS):
            sheet.set_column(place, place, width)
        sheet.set_column(OUTCOME, STATUS - 1, _WIDTH)
        sheet.set_column(STATUS, _COMMENT - 1, _WIDE - 10)
        sheet.set_column(_COMMENT, _COMMENT, 2 * _WIDE)
        sheet.set_column(COUNTED, COUNTED + 1, _WIDTH)
        sheet.freeze_panes(FIRST_ROW, OUTCOME)
        sheet.set_paper(_A3)
        groups = [self._group(group) for group in self.paper.card.groups]
        self._average(self.line, "Medel", self.paper.card.average, groups, looks.sum_name)
        self._comments(self.paper.card)

    def _group(self, group: Group) -> _Part:
        """A perspective with its goals below it."""
        own = self.line
        self.line += 1
        goals = [self._goal(goal) for goal in group.goals]
        self._average(own, group.name, group.average, goals, self.looks.group_name)
        self.sheet.write_number(own, WEIGHT, group.share, self.looks.group_share)
        return _Part(own, group.share)

    def _goal(self, goal: Goal) -> _Part:
        own = self.line
        self.line += 1
        figures = [self._figure(figure) for figure in goal.figures]
        title = goal.title if goal.node_id is not None else "Utan mål"
        self._average(own, title, goal.average, figures, self.looks.name, column=1)
        self.sheet.write_number(own, WEIGHT, goal.share, self.looks.share)
        judged = f"{goal.result_words} (bedömt)" if goal.result_words else STANDING_WORDS[goal.standing]
        self.sheet.write_string(own, STATUS, cut(judged), self.looks.beside)
        told = " ".join(filter(None, (goal.analysis, goal.comment, *goal.actions)))
        if told:
            self.sheet.write_string(own, _COMMENT, cut(told), self.looks.telling)
        return _Part(own, goal.share)

    def _figure(self, figure: Figure) -> _Part:
        sheet, looks, line = self.sheet, self.looks, self.line
        self.line += 1
        sheet.write_string(line, 2, cut(figure.name), looks.name)
        posts = figure.goalposts
        self._value(line, OUTCOME, figure, figure.outcome, figure.outcome_words)
        self._text(line, UNIT, figure.unit_of_measure)
        self._text(line, PERIOD, period_words(figure.period) if figure.period else None)
        self._value(line, TARGET, figure, posts.value, posts.words)
        for column, value in ((UPPER, posts.upper), (LIMIT, posts.threshold), (BEFORE, figure.before)):
            self._value(line, column, figure, value, None)
        if figure.score is not None:
            sheet.write_number(line, SCORE, figure.score, looks.score)
        sheet.write_number(line, WEIGHT, figure.share, looks.share)
        standing = STANDING_WORDS[figure.standing]
        trend = TREND_WORDS[figure.trend] if figure.trend else None
        told = " ".join(dict.fromkeys(filter(None, (figure.why, figure.comment))))
        last = (standing, trend, figure.owner, figure.source, told)
        for place, words in enumerate(last, STATUS):
            self._text(line, place, words)
        return _Part(line, figure.share)

    def _text(self, line: int, column: int, words: str | None) -> None:
        if words:
            self.sheet.write_string(line, column, cut(words), self.looks.words(column))

    def _value(
        self, line: int, column: int, figure: Figure, value: Decimal | None, words: str | None
    ) -> None:
        """A number as it is, or a word where the measure is in words."""
        if value is None:
            self._text(line, column, words)
        elif figure.direction in _IN_WORDS:
            self._text(line, column, outcome_words(figure, value))
        else:
            reckoned = figure.decimals is None and figure.computed
            look = self.looks.number(_RECKONED if reckoned else figure.decimals)
            self.sheet.write_number(line, column, value, look)

    def _average(
        self, line: int, name: str, average: Average, parts: Sequence[_Part], look: Any, column: int = 0
    ) -> None:
        """A name and its average: a formula over the parts that have a score, by their weights."""
        looks, sheet = self.looks, self.sheet
        sheet.write_string(line, column, cut(name), look)
        formula = mean_formula([part.line for part in parts])
        score_look = looks.score if look is looks.name else looks.group_score
        if formula is not None:
            sheet.write_formula(line, SCORE, formula, score_look, _cached(average.score))
        elif average.score is not None:
            sheet.write_number(line, SCORE, average.score, score_look)
        sheet.write_string(line, STATUS, STANDING_WORDS[average.standing], looks.beside)
        sheet.write_number(line, COUNTED, average.counted, looks.amount)
        sheet.write_number(line, COUNTED + 1, average.count, looks.amount)

    def _comments(self, card: Card) -> None:
        if card.comment:
            self.sheet.write_string(self.line + 2, 0, cut(card.comment), self.looks.text)


def mean_formula(lines: Sequence[int]) -> str | None:
    """The mean by weight of the lines that have a score; None where there are none, or far too many."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    cells = [(xl_rowcol_to_cell(line, SCORE), xl_rowcol_to_cell(line, WEIGHT)) for line in lines]
    over = "+".join(f"N({score})*{weight}*ISNUMBER({score})" for score, weight in cells)
    under = "+".join(f"{weight}*ISNUMBER({score})" for score, weight in cells)
    formula = f'=IFERROR(({over})/({under}),"")'
    return formula if lines and len(formula) <= _LONGEST_FORMULA else None


def _cached(score: Decimal | None) -> Decimal | str:
    return "" if score is None else score


# ---- the summary -------------------------------------------------------------------------------------


def _fill_summary(sheet: "Worksheet", summary: SummaryPaper, looks: "_Looks") -> None:
    """Units by perspectives, the score of each and how much it rests on."""
    roll_up = summary.roll_up
    measure = summary.paper.issue.measure
    counted = (f"{measure.title} med uppgift", f"{measure.title} i allt", "Andel med uppgift")
    heads = ("Enhet", *roll_up.heads, "Helhet", *counted)
    sheet.set_row(FIRST_ROW - 1, _HEAD_HEIGHT)
    for place, head in enumerate(heads):
        sheet.write_string(FIRST_ROW - 1, place, cut(head), looks.head if place else looks.name_head)
    sheet.set_column(0, 0, _NAME_WIDTHS[1])
    sheet.set_column(1, len(heads) - 1, _WIDTH + 4)
    sheet.freeze_panes(FIRST_ROW, 1)
    for line, row in enumerate(roll_up.rows, FIRST_ROW):
        sheet.write_string(line, 0, cut(row.unit), looks.unit(row.depth))
        for place, score in enumerate((*(cell.score for cell in row.cells), row.whole.score), 1):
            if score is not None:
                sheet.write_number(line, place, score, looks.score)
        _write_share(sheet, line, len(row.cells) + 2, row.whole, looks)


def _write_share(sheet: "Worksheet", line: int, column: int, whole: Average, looks: "_Looks") -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell

    counted, count = (xl_rowcol_to_cell(line, column + step) for step in (0, 1))
    sheet.write_number(line, column, whole.counted, looks.amount)
    sheet.write_number(line, column + 1, whole.count, looks.amount)
    share = "" if whole.share is None else whole.share / 100
    sheet.write_formula(line, column + 2, f'=IF({count}=0,"",{counted}/{count})', looks.percent, share)


def _fill_lacks(sheet: "Worksheet", summary: SummaryPaper, looks: "_Looks") -> None:
    for place, head in enumerate(("Enhet", summary.paper.issue.measure.single, "Vad som saknas", "Varför")):
        sheet.write_string(FIRST_ROW - 1, place, head, looks.name_head)
    sheet.set_column(0, 3, _WIDE)
    sheet.freeze_panes(FIRST_ROW, 0)
    for line, texts in enumerate(_lack_texts(summary), FIRST_ROW):
        for place, words in enumerate(texts):
            sheet.write_string(line, place, cut(words), looks.name)


def _lack_texts(summary: SummaryPaper) -> Iterator[tuple[str, ...]]:
    for each in summary.lacks:
        yield each.unit, each.lack.name, STANDING_WORDS[each.lack.standing], each.lack.why


class _Looks(AmountLooks):
    """The looks of the cells; names that a spreadsheet would calculate are quoted."""

    def __init__(self, workbook: Any) -> None:
        super().__init__(workbook, text_wrap=True)
        usual = {"font_name": "Calibri"}
        self._workbook = workbook
        group = {**usual, "bold": True, "top": 1}
        self.name = workbook.add_format({**usual, "quote_prefix": True})
        self.beside = workbook.add_format({**usual, "quote_prefix": True, "indent": 1})
        self.telling = workbook.add_format(
            {**usual, "quote_prefix": True, "text_wrap": True, "valign": "top"}
        )
        self.group_name = workbook.add_format({**group, "quote_prefix": True})
        self.sum_name = workbook.add_format({**group, "quote_prefix": True})
        self.score = workbook.add_format({**usual, "num_format": "0.00"})
        self.group_score = workbook.add_format({**group, "num_format": "0.00"})
        self.share = workbook.add_format({**usual, "num_format": "0.##"})
        self.group_share = workbook.add_format({**group, "num_format": "0.##"})
        self.percent = workbook.add_format({**usual, "num_format": "0%"})
        self._numbers: dict[int | None, Any] = {}
        self._units: dict[int, Any] = {}

    def words(self, column: int) -> Any:
        """The look of words in a column: apart from a number before them, and long ones on more lines."""
        if column in (UNIT, STATUS):
            return self.beside
        return self.telling if column == _COMMENT else self.name

    def number(self, decimals: int | None) -> Any:
        """The look of a value with so many decimals, or with those that it has."""
        if decimals not in self._numbers:
            shown = "General" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
            self._numbers[decimals] = self._workbook.add_format({"font_name": "Calibri", "num_format": shown})
        return self._numbers[decimals]

    def unit(self, depth: int) -> Any:
        """The look of a unit's name, moved in by its depth."""
        if depth not in self._units:
            facts = {"font_name": "Calibri", "indent": min(depth, 7), "bold": not depth, "quote_prefix": True}
            self._units[depth] = self._workbook.add_format(facts)
        return self._units[depth]
