"""SQLite orders Zorn, Äpple, Ål and folds no å: user text is sorted by `sort_key` and found by FTS only."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_TEXT = r"(?:title|name|word|label|text|body)"
_FORBIDDEN = {
    "order_by on a text": re.compile(rf"order_by\((?:[^()]|\([^()]*\))*\.{_TEXT}\b"),
    "a relationship ordered by a text": re.compile(rf"order_by=\"\w+\.{_TEXT}\""),
    "ORDER BY on a text": re.compile(rf"ORDER BY[^\"\n]*\b{_TEXT}\b(?!\))"),
    "LIKE": re.compile(r"\.i?like\(|\.(?:i?contains|i?startswith)\([^)]*autoescape|\bLIKE\b"),
}
_WRONG = {
    "order_by on a text": "select(Unit).order_by(Unit.position, Unit.name)",
    "a relationship ordered by a text": 'relationship(order_by="Alias.name")',
    "ORDER BY on a text": '"SELECT id FROM unit ORDER BY parent_id, name"',
    "LIKE": "select(Node).where(NodeVersion.title.ilike(text))",
}


@pytest.mark.parametrize("rule", _FORBIDDEN)
def test_no_user_text_is_sorted_or_matched_by_the_database(rule: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in sorted((ROOT / "app").rglob("*.py"))
        for match in _FORBIDDEN[rule].finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("rule", _FORBIDDEN)
def test_the_rule_sees_what_it_forbids(rule: str) -> None:
    assert _FORBIDDEN[rule].search(_WRONG[rule])
