"""Which pages of a question to Kolada were saved, and which are missing."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.services.exchange.measures.plan import LeftOut

_PAGE: Final = re.compile(r"([?&])page=(\d{1,6})(&|$)")
_SIZE: Final = re.compile(r"([?&])per_page=\d+(&|$)")


@dataclass
class Pages:
    """Remembers each page by what was asked for; a page says only which pages stand beside it."""

    _had: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    _last: dict[str, int] = field(default_factory=dict)
    _loose: list[str] = field(default_factory=list)

    def note(self, file: str, said: Mapping[str, Any]) -> None:
        """Take what a page says of those before and after it."""
        after = said.get("next_url") or said.get("next_page") or said.get("next")
        before = said.get("previous_url") or said.get("previous_page") or said.get("previous")
        if not after and not before:
            return
        following, preceding = _read(after), _read(before)
        if (after and following is None) or (following is None and preceding is None):
            self._loose.append(file)
            return
        known = following or preceding
        assert known is not None
        number = known[1] - 1 if following is not None else known[1] + 1
        self._had[known[0]].setdefault(number, file)
        if not after:
            self._last[known[0]] = number
        else:
            self._last.setdefault(known[0], 0)

    def missing(self) -> tuple[LeftOut, ...]:
        """Every page that the others tell of and that is not there."""
        found: list[LeftOut] = []
        for question, had in self._had.items():
            highest = max(had)
            gaps = [at for at in range(1, highest) if at not in had]
            for at in gaps[:20]:
                near = had[next(each for each in sorted(had) if each > at)]
                found.append(LeftOut(near, f"sidan {at} av samma fråga till Kolada saknas"))
            if len(gaps) > 20:
                found.append(LeftOut(had[highest], f"ytterligare {len(gaps) - 20} sidor saknas"))
            if self._last[question] < highest:
                found.append(LeftOut(had[highest], f"det finns fler sidor: sidan {highest + 1} saknas"))
        found += [LeftOut(file, "det finns fler sidor efter den här, och de saknas") for file in self._loose]
        return tuple(found)


def _read(url: Any) -> tuple[str, int] | None:
    """What was asked for and the page's number; None where the address says no number."""
    if not isinstance(url, str):
        return None
    found = _PAGE.search(url)
    if found is None:
        return None
    bare = _SIZE.sub(r"\1", _PAGE.sub(r"\1", url)).rstrip("?&")
    return bare, int(found[2])
