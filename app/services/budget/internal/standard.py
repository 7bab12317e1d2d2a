"""The account groups and month profiles that a municipality can begin with."""

from typing import Final

#: Name, beginning in the chart of accounts (Kommun-Bas), and side of the frame, as they stand in the table.
GROUPS: Final = (
    ("Taxor och avgifter", "31", "income"),
    ("Bidrag", "35", "income"),
    ("Övriga intäkter", "30, 34, 36", "income"),
    ("Personalkostnader", "5", "cost"),
    ("Lokaler", "60–62", "cost"),
    ("Köp av verksamhet", "46", "cost"),
    ("Köp av tjänster", "74–75", "cost"),
    ("Material", "64–65", "cost"),
    ("Lämnade bidrag", "45", "cost"),
    ("Kapitalkostnader", "79", "cost"),
    ("Övriga kostnader", "63, 66–73, 76", "cost"),
)

EVEN_NAME: Final = "Jämnt"
#: Name and the weight of each month from January on.
PROFILES: Final = (
    (EVEN_NAME, (1,) * 12),
    ("Läsår", (10, 10, 10, 10, 10, 6, 1, 6, 10, 10, 10, 7)),
    ("Uppvärmning", (17, 15, 13, 9, 4, 2, 1, 2, 4, 8, 11, 14)),
    ("Sommarsäsong", (0, 0, 0, 5, 15, 22, 24, 20, 10, 4, 0, 0)),
    ("Kvartalsvis", (1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0)),
)
