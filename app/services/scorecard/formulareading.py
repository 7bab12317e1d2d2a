"""Reads a formula as people type it, with measures by name in brackets; nothing is ever evaluated as code."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from app.models.errors import DomainError
from app.services.formatting import write_number
from app.services.scorecard.formulaterms import (
    FUNCTIONS,
    Call,
    Formula,
    Minus,
    Number,
    Operation,
    Reference,
    Term,
)  # fmt: skip
from app.services.textorder import fold

LONGEST = 2000
_DEEPEST = 40
_MOST_PARTS = 300
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?(?!\d)|\d+(?:,\d+)?)"
    r"|\[(?P<name>(?:[^\]]|\]\])+)\]"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<sign>[-+*/()−–×·÷:;,]))"
)
_SIGNS: Mapping[str, str] = {"−": "-", "–": "-", "×": "*", "·": "*", "÷": "/", ":": "/", ",": ";"}
_BY_ID = re.compile(r"(?:.*\s)?#(\d{1,19})", re.DOTALL)
_HOW = "Skriv till exempel [Antal nöjda] / [Antal svar] × 100."


class NotAFormula(DomainError):
    """What was typed cannot be read as a formula."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Formeln går inte att läsa: {why}")


def parse(text: str, names: Mapping[int, str] | None = None) -> Formula:
    """A formula as it is stored, or as it is typed; `names` are the measures that it can name, by id.

    Raises NotAFormula with what is wrong and where.
    """
    if len(text) > LONGEST:
        raise NotAFormula(f"den har {write_number(len(text))} tecken. Skriv högst {write_number(LONGEST)}.")
    if not text.strip():
        raise NotAFormula(f"den är tom. {_HOW}")
    parts = list(_parts(text))
    if len(parts) > _MOST_PARTS:
        raise NotAFormula(
            f"den har för många led. Dela upp den på flera mått, högst {_MOST_PARTS} led i varje."
        )
    return Formula(_Reader(parts, names or {}).whole())


@lru_cache(maxsize=1024)
def stored_formula(text: str) -> Formula | None:
    """A formula as it is stored; None for a text that is none, which no formula of ours is."""
    try:
        return parse(text)
    except NotAFormula:
        return None


def _parts(text: str) -> Iterator[tuple[str, str, int]]:
    """Kind, words and place of each part; the last one is the end."""
    place, end = 0, len(text.rstrip())
    while place < end:
        found = _TOKEN.match(text, place)
        if found is None:
            raise NotAFormula(_why_not(text, place))
        kind = found.lastgroup or ""
        words = found[kind]
        yield kind, _SIGNS.get(words, words) if kind == "sign" else words, found.start(kind) + 1
        place = found.end()
    yield "end", "", end + 1


def _why_not(text: str, place: int) -> str:
    rest = text[place:].lstrip()
    where = f"tecken {len(text) - len(rest) + 1}"
    if rest.startswith("["):
        if "]" in rest:
            return f"vid {where} står hakar utan namn. Skriv ett mått inom dem, [så här]."
        return f"haken vid {where} stängs aldrig. Skriv måttets namn inom [hakar]."
    if rest.startswith("]"):
        return f"haken vid {where} hör inte ihop med någon. Skriv måttets namn inom [hakar]."
    if rest.startswith("."):
        return f"vid {where} står en punkt. Skriv decimaler med komma."
    shown = rest[0] if rest[0].isprintable() else "ett osynligt tecken"
    return f"”{shown}” vid {where} kan inte stå där. {_HOW}"


class _Reader:
    """Descends through sums, products and what they are made of."""

    def __init__(self, parts: list[tuple[str, str, int]], names: Mapping[int, str]) -> None:
        self._parts = parts
        self._place = 0
        self._depth = 0
        self._names = names
        self._by_name: dict[str, list[int]] = {}
        for key, name in names.items():
            self._by_name.setdefault(fold(name), []).append(key)

    def whole(self) -> Term:
        """The whole formula, with nothing after it."""
        term = self._sum()
        if self._kind != "end":
            raise NotAFormula(f"{self._shown()} kan inte stå där. {self._missing_sign()}")
        return term

    @property
    def _kind(self) -> str:
        return self._parts[self._place][0]

    @property
    def _sign(self) -> str:
        kind, words, _at = self._parts[self._place]
        return words if kind == "sign" else ""

    def _next(self) -> str:
        words = self._parts[self._place][1]
        self._place += 1
        return words

    def _shown(self) -> str:
        kind, words, at = self._parts[self._place]
        if kind == "end":
            return "slutet"
        words = f"[{words}]" if kind == "name" else words
        return f"”{words if len(words) <= 40 else words[:39] + '…'}” vid tecken {at}"

    def _missing_sign(self) -> str:
        if self._sign == ")":
            return "Det finns ingen parentes att stänga."
        return "Skriv ett av tecknen + − × / före." if self._kind != "sign" else _HOW

    def _sum(self) -> Term:
        term = self._product()
        while self._sign in ("+", "-"):
            term = Operation(self._next(), term, self._product())
        return term

    def _product(self) -> Term:
        term = self._signed()
        while self._sign in ("*", "/"):
            term = Operation(self._next(), term, self._signed())
        return term

    def _signed(self) -> Term:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise NotAFormula(f"den har för många parenteser i varandra, fler än {_DEEPEST}.")
        try:
            if self._sign == "-":
                self._next()
                return Minus(self._signed())
            return self._single()
        finally:
            self._depth -= 1

    def _single(self) -> Term:
        kind = self._kind
        if kind == "number":
            return Number(Decimal(re.sub(r"\s", "", self._next()).replace(",", ".")))
        if kind == "name":
            return Reference(self._referred(self._next()))
        if kind == "word":
            return self._call()
        if self._sign == "(":
            self._next()
            term = self._sum()
            self._close()
            return term
        if kind == "end":
            raise NotAFormula(f"något saknas på slutet. {_HOW}")
        raise NotAFormula(f"före {self._shown()} saknas ett tal eller ett mått. {_HOW}")

    def _call(self) -> Term:
        shown, word = self._shown(), fold(self._next())
        name = next((one for one in FUNCTIONS if fold(one) == word), None)
        if name is None:
            known = ", ".join(FUNCTIONS)
            raise NotAFormula(f"{shown} är okänt. Skriv mått inom [hakar]; det som kan räknas ut är {known}.")
        if self._sign != "(":
            raise NotAFormula(f"efter {shown} ska det stå en parentes, {name}([Mått A]; [Mått B]).")
        self._next()
        terms = [self._sum()]
        while self._sign == ";":
            self._next()
            terms.append(self._sum())
        self._close()
        return Call(name, tuple(terms))

    def _close(self) -> None:
        if self._sign != ")":
            raise NotAFormula(f"en parentes stängs aldrig. Vid {self._shown()} väntades ”)”.")
        self._next()

    def _referred(self, written: str) -> int:
        name = written.replace("]]", "]").strip()
        by_id = _BY_ID.fullmatch(name)
        if by_id and (not self._names or int(by_id[1]) in self._names):
            return int(by_id[1])
        found = self._by_name.get(fold(" ".join(name.split())), []) or self._by_name.get(fold(name), [])
        shown = name if len(name) <= 60 else f"{name[:59]}…"
        if not found:
            raise NotAFormula(f"det finns inget mått som heter ”{shown}”. Välj det i listan.")
        if len(found) > 1:
            raise NotAFormula(f"{len(found)} mått heter ”{shown}”. Välj det som menas i listan.")
        return found[0]
