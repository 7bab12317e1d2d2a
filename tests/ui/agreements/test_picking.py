"""What agreements are called in the lists where several are chosen."""

from types import SimpleNamespace

import pytest

from app.ui.agreements.lifecycle.picking import names_of

_ROWS = (
    (1, "Produktionsstyrelsen", "Avtal", "Socialnämnden"),
    (2, "Produktionsstyrelsen", "Avtal", "Omsorgsnämnden"),
    (3, "Skolnämnden", "Uppdrag", "Kommunfullmäktige"),
    (4, "Skolnämnden", "Åtagande", "Kommunfullmäktige"),
    (5, "Miljönämnden", "Uppdrag", "Kommunfullmäktige"),
)


@pytest.mark.parametrize(
    ("keys", "names"),
    [
        ((1, 2), ["Produktionsstyrelsen, Socialnämnden", "Produktionsstyrelsen, Omsorgsnämnden"]),
        ((3, 4, 5), ["Skolnämnden, uppdrag", "Skolnämnden, åtagande", "Miljönämnden"]),
        ((1, 3), ["Produktionsstyrelsen", "Skolnämnden"]),
    ],
)
def test_those_of_the_same_unit_are_told_apart(keys: tuple[int, ...], names: list[str]) -> None:
    rows = [
        SimpleNamespace(id=key, unit=unit, kind=kind, client=client)
        for key, unit, kind, client in _ROWS
        if key in keys
    ]
    assert list(names_of(rows).values()) == names
