"""Which cells of a sheet are shown as percent, from the raw text of the package."""

import re
from typing import Final

from app.services.exchange.workbooks.cells import Place, place_of

_BUILT_IN: Final = frozenset({b"9", b"10"})
"""The numbers of the formats 0 % and 0,00 %."""
_FORMAT: Final = re.compile(rb"<(?:\w+:)?numFmt\b([^>]*)>")
_CELL_FORMATS: Final = re.compile(rb"<(?:\w+:)?cellXfs\b[^>]*>(.*?)</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_FORMAT: Final = re.compile(rb"<(?:\w+:)?xf\b([^>]*)>")
_NUMBER: Final = re.compile(rb'\bnumFmtId="(\d+)"')
_CODE: Final = re.compile(rb'\bformatCode="([^"]*)"')
_QUOTED: Final = re.compile(rb"&quot;.*?&quot;|\\.")
_ADDRESS: Final = re.compile(rb'\br="([A-Za-z]{1,3}\d+)"')


def percent_styles(styles: bytes) -> frozenset[bytes]:
    """The numbers of the cell styles that show a share as percent; `styles` is the part xl/styles.xml."""
    formats = set(_BUILT_IN)
    for attributes in _FORMAT.findall(styles):
        number, code = _NUMBER.search(attributes), _CODE.search(attributes)
        if number and code and b"%" in _QUOTED.sub(b"", code[1]):
            formats.add(number[1])
    cells = _CELL_FORMATS.search(styles)
    found = _CELL_FORMAT.findall(cells[1]) if cells else []
    numbers = [_NUMBER.search(attributes) for attributes in found]
    return frozenset(
        b"%d" % place for place, number in enumerate(numbers) if number is not None and number[1] in formats
    )


def cells_of(sheet: bytes, styles: frozenset[bytes]) -> frozenset[Place]:
    """The cells of a sheet that have one of the styles."""
    if not styles:
        return frozenset()
    styled = re.compile(rb'<(?:\w+:)?c\b([^>]*\bs="(?:%s)"[^>]*)>' % b"|".join(sorted(styles)))
    addresses = (_ADDRESS.search(attributes) for attributes in styled.findall(sheet))
    places = (place_of(found[1].decode()) for found in addresses if found is not None)
    return frozenset(place for place in places if place is not None)
