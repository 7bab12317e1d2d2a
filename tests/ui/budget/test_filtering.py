"""Which rows a filter keeps: what is asked for, the groups above it, and what a named group holds."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from app.ui.budget.filtering import Wanted, wanted_keys

YEARS = (2027, 2028)
NAMES = ("Skola Norra", "Skola Södra", "Kök", "Äldreboende", "Ateljé")


@dataclass(frozen=True)
class Row:
    key: int
    parent: int | None
    name: str
    group: bool
    changed: bool = False
    parts: frozenset[str] = frozenset()

    def amount(self, year: int, kind: str) -> int:
        return 100 if year == YEARS[-1] and kind in self.parts else 0


@st.composite
def trees(draw: st.DrawFn) -> list[Row]:
    rows: list[Row] = []
    for number in range(1, draw(st.integers(1, 12)) + 1):
        groups = [row.key for row in rows if row.group]
        group = draw(st.booleans())
        rows.append(
            Row(
                -number if group else number,
                draw(st.sampled_from([None, *groups])),
                draw(st.sampled_from(NAMES)),
                group,
                not group and draw(st.booleans()),
                frozenset() if group else frozenset(draw(st.sets(st.sampled_from(("wages", "volume"))))),
            )
        )
    return rows


wanted = st.builds(
    Wanted,
    text=st.sampled_from(("", "skola", "norra SKOLA", "ä", "finns inte")),
    changed=st.booleans(),
    part=st.sampled_from(("", "wages")),
)


def above(rows: list[Row], row: Row) -> list[Row]:
    found = []
    while row.parent is not None:
        row = next(each for each in rows if each.key == row.parent)
        found.append(row)
    return found


@given(rows=trees(), asked=wanted)
def test_a_row_is_kept_when_everything_asked_for_is_so_and_a_group_for_its_rows(
    rows: list[Row], asked: Wanted
) -> None:
    kept = wanted_keys(rows, asked, YEARS)
    if not asked:
        assert kept is None
        return
    assert kept is not None
    words = asked.text.casefold().split()
    for row in (row for row in rows if not row.group):
        named = any(all(word in each.name.casefold() for word in words) for each in (row, *above(rows, row)))
        so = named and (row.changed or not asked.changed) and (asked.part in row.parts or not asked.part)
        assert (row.key in kept) == so
    held = {each.key for row in rows if not row.group and row.key in kept for each in above(rows, row)}
    assert {row.key for row in rows if row.group and row.key in kept} == held


def test_accents_are_letters_of_their_own() -> None:
    rows = [Row(1, None, "Får", False), Row(2, None, "Far", False)]
    assert wanted_keys(rows, Wanted("far"), YEARS) == {2}
