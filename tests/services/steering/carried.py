"""A few models that the program carries: the real one, and copies of it under other names and changed."""

from pathlib import Path

from app.services.paths import resource

REAL = "ljusnarsberg"
_MUNICIPALITY = """[municipality]
name = "Ljusnarsberg"
official_name = "Ljusnarsbergs kommun"
aliases = ["Ljusnarsbergs kommun"]
code = "1864"
county = "Örebro län"
seat = "Kopparberg"
"""


def write_models(folder: Path) -> Path:
    """Ljusnarsberg, Falun, Säter and Åmål, the last without perspectives, wheel and agreements."""
    text = resource("resources", "styrmodeller", f"{REAL}.toml").read_text(encoding="utf-8")
    assert _MUNICIPALITY in text
    folder.mkdir(exist_ok=True)
    (folder / f"{REAL}.toml").write_text(text, encoding="utf-8")
    falun = '[municipality]\nname = "Falun"\nofficial_name = "Falu kommun"\naliases = ["Falu kommun"]\n'
    sater = '[municipality]\nname = "Säter"\naliases = ["Säters kommun", "Sätters"]\n'
    for key, words in (("falun", falun), ("sater", sater)):
        changed = text.replace(f'key = "{REAL}"', f'key = "{key}"', 1).replace(_MUNICIPALITY, words)
        (folder / f"{key}.toml").write_text(changed, encoding="utf-8")
    (folder / "amal.toml").write_text(BARE, encoding="utf-8")
    return folder


BARE = """format = 1
key = "amal"
edition = 1
perspectives = []

[municipality]
name = "Åmål"

[model]
title = "Styrmodell"

[[unit_kinds]]
key = "kf"
name = "Kommunfullmäktige"
category = "decision"

[[unit_kinds]]
key = "namnd"
name = "Nämnd"
category = "decision"

[[bodies]]
key = "kf"
name = "Kommunfullmäktige"
kind = "kf"

[[bodies]]
key = "namnder"
name = "Nämnder"
name_today = "Utskott"
kind = "namnd"

[[bodies]]
key = "chef"
name = "Chef"
role = true

[[levels]]
key = "vision"
order = 1
name = "Vision"
form = "document"
decided_by = ["kf", "namnder"]
decision_order = "in_turn"

[levels.horizon]
kind = "target_year"
target_year = 2040

[[levels]]
key = "mal"
order = 2
name = "Mål"
question = "Vart ska vi?"
form = "goal"
parent = "vision"

[levels.horizon]
kind = "years"
min = 4
"""
