"""Papers about goals and scorecards: valid, deterministic, complete, and the same in black and white."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Name, Pdf

from app.services.reports.scorecard_paper import outcome_words
from app.services.reports.scorecard_papers import Pile, render_paper, render_pile
from app.services.scorecard.views import STANDING_WORDS
from tests.pdfcheck.reading import bookmarks, page_texts, structure, unmarked_operations, verdicts
from tests.pdfcheck.validator import PROFILES
from tests.services.reports.goal_samples import ACTIONS, GOALS, JUDGEMENT, PICTURES
from tests.services.reports.scorecard_samples import CARD, CARDS, LACKS, SUMMARY, USUAL
from tests.services.reports.scorecard_samples import figure as figure_of

PAPERS = {**CARDS, "summary": SUMMARY, **GOALS, **PICTURES}
A4_LYING, A4_STANDING = (842, 595), (595, 842)


@pytest.fixture(scope="module")
def printed() -> dict[str, bytes]:
    return {name: render_paper(paper) for name, paper in PAPERS.items()}


def plain(content: bytes) -> str:
    """All of the text with one ordinary space between words."""
    return " ".join(" ".join(page_texts(content)).replace("\u00a0", " ").split())


def test_every_paper_is_archivable_and_accessible(printed: dict[str, bytes], tmp_path: Path) -> None:
    chosen = ("usual", "strange", "summary", "goal-strange", "dashboard-strange", "map")
    said = verdicts({name: printed[name] for name in chosen}, tmp_path)
    broken = {key: verdict.broken for key, verdict in said.items() if verdict.verdict != "PASS"}
    assert broken == {}
    assert {profile for _, profile in said} == set(PROFILES)
    assert all(list(unmarked_operations(content)) == [] for content in printed.values())


@pytest.mark.parametrize("name", ["usual", "summary", "goal", "dashboard", "map"])
def test_the_same_paper_gives_the_same_bytes(name: str, printed: dict[str, bytes]) -> None:
    assert render_paper(PAPERS[name]) == printed[name]


def test_scorecards_lie_down_and_goals_stand(printed: dict[str, bytes]) -> None:
    for name, content in printed.items():
        with Pdf.open(BytesIO(content)) as pdf:
            sizes = {(round(float(p.MediaBox[2])), round(float(p.MediaBox[3]))) for p in pdf.pages}
        assert sizes == {A4_STANDING if name.startswith("goal") else A4_LYING}, name


def test_a_card_tells_every_figure_with_outcome_target_score_and_status_in_words(
    printed: dict[str, bytes],
) -> None:
    content = plain(printed["usual"])
    for figure in CARD.figures:
        assert figure.name in content
        assert STANDING_WORDS[figure.standing] in content
    assert "9,4 %" in content
    assert "högst 6,0 %" in content
    assert "2,9" in content
    assert "mäts vartannat år, nästa 2027" in content
    assert "Medel av perspektiven 6,0" in content
    assert "9 av 10" in content
    assert "(6,7 × 50 + 2,9 × 50) ÷ 100 = 4,8" in content
    assert "Två långa sjukskrivningar." in content
    assert "Fast bemanning i två team från 1 februari." in content
    assert "Sida 1 av 2" in content
    assert "Version 3, utkast" in content


def test_the_table_is_one_table_with_heads_repeated_on_every_page(printed: dict[str, bytes]) -> None:
    pages = page_texts(printed["long"])
    told = [page for page in pages if "Styrtal 1" in page and "%" in page]
    assert len(told) > 2
    assert all("Målvärde" in page and "Utfall mot mål" in page for page in told)
    tables = structure(printed["long"]).all("Table")
    whole = max(tables, key=lambda table: len(table.all("TR")))
    assert len(whole.all("TR")) == 1 + 3 + 60
    assert sum(cell.scope == "Column" for cell in whole.all("TH")) == 8
    assert "vikt 50 %" in plain(printed["long"])
    assert "vikt 80 %" in plain(printed["long"])


def test_pictures_are_vectors_and_say_in_words_what_they_show(printed: dict[str, bytes]) -> None:
    with Pdf.open(BytesIO(printed["usual"])) as pdf:
        forms = pdf.pages[0].Resources.XObject
        kinds = {str(key): form.Subtype for key, form in forms.items()}
        assert Name.Image not in kinds.values()
        assert sum("picture" in key for key in kinds) == 1
        assert len(forms["/FormXob.picture1"].read_bytes()) > 500
    told = [figure.alt or "" for figure in structure(printed["usual"]).all("Figure")]
    assert any("Processer: 6,3" in words and "Ekonomi: 6,7" in words for words in told)
    assert "Utfall 88\u00a0%, målvärde minst 90\u00a0%, året före 85\u00a0%" in told
    assert "bättre" in told
    assert "sämre" in told


def test_what_is_missing_or_nobodys_is_told_and_never_green(printed: dict[str, bytes]) -> None:
    content = plain(printed["strange"])
    assert "Ägare saknas" in content
    assert "Kan inte poängsättas" in content
    assert "Målet har inget styrtal." in content
    summary = plain(printed["summary"])
    assert f"Hemtjänst Kopparberg {LACKS[0].name} Uppgift saknas mäts vartannat år, nästa 2027" in summary
    assert "Särskilt boende 7,4 1 av 1" in summary


def test_a_card_without_anything_and_one_without_perspectives_look_right(printed: dict[str, bytes]) -> None:
    assert "Styrkortet har inga mål och inget styrtal." in plain(printed["empty"])
    assert len(page_texts(printed["empty"])) == 1
    areas = plain(printed["areas"])
    assert "Medel av målområdena" in areas
    assert "perspektiv" not in areas.replace("per perspektiv", "").casefold()


def test_the_page_of_a_goal_tells_the_chain_the_difference_and_where_actions_went(
    printed: dict[str, bytes],
) -> None:
    content = plain(printed["goal"])
    told = ["Resurser", "987 654 tkr", "Prestation", "1 av 2 aktiviteter och uppdrag klara", "Resultat",
            "Effekt", JUDGEMENT.effect, "Bedömt av Prov 20 augusti 2026", PAGE_DIFFERENCE,
            JUDGEMENT.conclusion, ACTIONS[0].text, "Aktivitet: Bemanna två team (Pågår)",
            "Mål: Brukarna är mycket trygga", "Förslag", "Hemtjänst Kopparberg"]  # fmt: skip
    assert [words for words in told if words and words not in content] == []
    heads = [title for _, title in bookmarks(printed["goal"])]
    assert heads[:4] == ["Resurser", "Prestation", "Resultat", "Effekt"]
    assert "Ingen analys är skriven." in plain(printed["goal-empty"])


PAGE_DIFFERENCE = "Utfallet säger delvis uppfyllt, bedömt som uppfyllt."


def test_the_map_tells_its_arrows_in_words_and_the_dashboard_keeps_to_one_sheet(
    printed: dict[str, bytes],
) -> None:
    told = plain(printed["map"])
    assert "Mål 2.0 leder till Mål 1.0: Nöjda stannar kvar" in told
    assert "2 mål utan samband" in told
    assert "Strategikarta 2026: Ljusnarsbergs kommun" in told
    assert len(page_texts(printed["dashboard"])) == 1
    assert any("Sjukfrånvaro" in (each.alt or "") for each in structure(printed["dashboard"]).all("Figure"))


def test_the_code_follows_what_is_said_and_a_pile_holds_every_page(printed: dict[str, bytes]) -> None:
    changed = render_paper(replace(USUAL, card=replace(CARD, comment="Ny kommentar")))
    codes = [next(w for w in plain(each).split() if w.count("-") == 2 and w[0] in "0123456789ABCDEF")
             for each in (printed["usual"], changed)]  # fmt: skip
    assert codes[0] != codes[1]
    pile = render_pile(Pile("Alla", (USUAL, CARDS["empty"])))
    assert len(page_texts(pile)) == 3


def test_a_long_unit_may_stand_under_its_number_and_a_short_one_stays_with_it() -> None:
    cost = figure_of(1, "Kostnad", "kr/timme", "1392", "385", "391", "6.0")
    assert outcome_words(cost) == "1\u00a0392 kr/timme"
    assert outcome_words(replace(cost, unit_of_measure="kr")) == "1\u00a0392\u00a0kr"
    assert outcome_words(replace(cost, unit_of_measure="kr", outcome=Decimal(11816250))).endswith(" kr")
