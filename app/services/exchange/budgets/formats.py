"""The looks of the cells of a budget workbook, each made once, in the program's own colours."""

from typing import TYPE_CHECKING, Any, Final

from app.services.palette import LIGHT

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

_FONT: Final = {"font_name": "Calibri", "font_size": 10, "font_color": LIGHT.ink, "valign": "vcenter"}
_AMOUNT: Final = "#,##0;−#,##0;0"
_PERCENT: Final = "0.0%;−0.0%;0.0%"
_LOOKS: Final[dict[str, dict[str, Any]]] = {
    "title": {"bold": True, "font_size": 14},
    "muted": {"font_color": LIGHT.muted},
    "band": {
        "bold": True, "align": "center", "bg_color": LIGHT.raised, "bottom": 1, "bottom_color": LIGHT.line,
        "left": 1, "left_color": LIGHT.line,
    },
    "head": {
        "bold": True, "align": "right", "valign": "bottom", "text_wrap": True, "bg_color": LIGHT.raised,
        "bottom": 1, "bottom_color": LIGHT.ink,
    },
    "name_head": {"bold": True, "valign": "bottom", "bg_color": LIGHT.raised, "bottom": 1,
                  "bottom_color": LIGHT.ink},
    "typed": {"num_format": _AMOUNT, "locked": False, "bottom": 1, "bottom_color": LIGHT.inner_line},
    "held": {
        "num_format": _AMOUNT, "locked": False, "italic": True, "bg_color": LIGHT.partly_tint, "bottom": 1,
        "bottom_color": LIGHT.inner_line,
    },
    "computed": {
        "num_format": _AMOUNT, "bg_color": LIGHT.raised, "bottom": 1, "bottom_color": LIGHT.inner_line,
    },
    "group": {"num_format": _AMOUNT, "bold": True, "bg_color": LIGHT.selection, "bottom": 1,
              "bottom_color": LIGHT.line},
    "percent": {
        "num_format": _PERCENT, "font_color": LIGHT.muted, "bg_color": LIGHT.raised, "bottom": 1,
        "bottom_color": LIGHT.inner_line,
    },
    "group_percent": {"num_format": _PERCENT, "bold": True, "bg_color": LIGHT.selection, "bottom": 1,
                      "bottom_color": LIGHT.line},
    "sum": {"num_format": _AMOUNT, "bold": True, "top": 1, "top_color": LIGHT.ink},
    "sum_percent": {"num_format": _PERCENT, "bold": True, "top": 1, "top_color": LIGHT.ink},
    "below": {"num_format": _AMOUNT},
    "text": {"valign": "top", "text_wrap": True},
    "quoted": {"valign": "top", "text_wrap": True, "quote_prefix": True},
    "amount": {"valign": "top", "num_format": _AMOUNT},
    "key": {"font_color": LIGHT.muted, "num_format": "@"},
}  # fmt: skip


class Formats:
    """Hands out formats by name, an indented one by its depth."""

    def __init__(self, workbook: "Workbook") -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, int], Format] = {}

    def __call__(self, name: str, indent: int = 0) -> "Format":
        """The format of a name."""
        if (name, indent) not in self._made:
            look = {**_FONT, **_LOOKS[name], **({"indent": indent} if indent else {})}
            self._made[name, indent] = self._workbook.add_format(look)
        return self._made[name, indent]
