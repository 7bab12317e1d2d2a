"""The demands of the Local Government Act on a budget, held against the facts of a version."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.services.economy.balance.ledger import Deficit
from app.services.economy.law.deadlines import deadline_checks
from app.services.economy.law.demand import ORDER, LegalCheck, Status
from app.services.economy.law.exceptions import REASONS, RESERVE
from app.services.economy.law.facts import LawFacts
from app.services.formatting import write_count, write_long_date, write_ore, write_years
from app.services.lawrules import LawRule, rule_for, rule_on

_STATEMENTS, _PREREQUISITES, _BALANCE = "statements", "prerequisites", "balance"
_NOTHING_SAID = "Versionen säger inget om ekonomin än: fyll i förutsättningarna"
_TOLD = 3


def demands(facts: LawFacts) -> tuple[LegalCheck, ...]:
    """Every demand that was law when the budget had to be adopted, the gravest first."""
    made = (
        *_income_exceeds_cost(facts),
        *_contents(facts),
        *_plan_years(facts),
        *_companies(facts),
        *_guidelines(facts),
        *_reserve(facts),
        *_deficits(facts),
        *deadline_checks(facts.first_year, facts.steps, facts.today, facts.elections),
    )
    return tuple(sorted(made, key=lambda each: (ORDER.index(each.status), not each.grave)))


def in_force(key: str, first_year: int) -> LawRule | None:
    """A rule as it read when the budget of a year had to be adopted."""
    adopted = rule_for("council-decision", first_year)
    deadline = None if adopted is None else adopted.deadline
    return rule_on(key, date(first_year, 1, 1) if deadline is None else deadline.of(first_year))


def _check(
    facts: LawFacts, rule: LawRule, title: str, words: str, status: Status, *, face: str
) -> LegalCheck:
    grave = status == "broken" and facts.formal and facts.said
    return LegalCheck(
        rule.key, title, rule.paragraph, words, status, grave, "economy", face, face,
        explanation=rule.explanation,
    )  # fmt: skip


def _income_exceeds_cost(facts: LawFacts) -> Iterator[LegalCheck]:
    rule = in_force("balanced-budget", facts.first_year)
    if rule is not None:
        words, status = _result(facts)
        face = _STATEMENTS if facts.said else _PREREQUISITES
        yield _check(facts, rule, "Resultat över noll", words, status, face=face)


def _result(facts: LawFacts) -> tuple[str, Status]:
    year, result = facts.first_year, facts.results.get(facts.first_year)
    if not facts.said:
        return _NOTHING_SAID, "unknown"
    if result is None:
        lacks = ", ".join(facts.lacks.get(year, ())[:_TOLD]) or "uppgifter"
        return f"Resultatet {year} går inte att räkna ut: {lacks} saknas", "unknown"
    if result > 0:
        return f"Resultatet {year} är {write_ore(result)}", "met"
    told = f"Resultatet {year} är {write_ore(result)}"
    if facts.exception == RESERVE:
        return _by_reserve(facts, year, result, told)
    if facts.exception == REASONS and facts.exception_reason:
        return f"{told}, med synnerliga skäl: {facts.exception_reason}", "exception"
    why = "det ska vara över noll" if result == 0 else f"mer än {write_ore(-result)} saknas"
    return f"{told}: {why}, och inget undantag är angivet", "broken"


def _by_reserve(facts: LawFacts, year: int, result: int, told: str) -> tuple[str, Status]:
    used = facts.reserve_use.get(year, 0)
    if used and result + used >= 0:
        return f"{told} och täcks av {write_ore(used)} ur {_named(year)}", "exception"
    short = write_ore(-result - used)
    return f"{told}, och {write_ore(used)} ur {_named(year)} täcker inte det: {short} saknas", "broken"


def _named(year: int) -> str:
    """The reserve as the law called it: resultatreserven, before 2024 resultatutjämningsreserven."""
    rule = in_force("result-reserve", year)
    return "resultatreserven" if rule is None else f"{rule.name.lower()}en"


def _contents(facts: LawFacts) -> Iterator[LegalCheck]:
    rule = in_force("budget-contents", facts.first_year)
    if rule is None:
        return
    said: tuple[tuple[str, str, tuple[str, Status]], ...] = (
        ("Skattesats", _PREREQUISITES, _tax_rate(facts)),
        ("Anslag", _PREREQUISITES, _appropriations(facts)),
        ("Ställning", _STATEMENTS, _position(facts)),
        ("Mål", _STATEMENTS, _activity(facts)),
    )
    for title, face, (words, status) in said:
        found = _check(facts, rule, title, words, status, face=face)
        yield _to_frames(found) if title == "Anslag" else found


def _to_frames(check: LegalCheck) -> LegalCheck:
    """Appropriations are put right on the page Budget."""
    return replace(check, kind="plan_version", key=None, face="")


def _tax_rate(facts: LawFacts) -> tuple[str, Status]:
    if not facts.said:
        return _NOTHING_SAID, "unknown"
    if facts.tax_rate is None:
        return f"Skattesatsen {facts.first_year} är inte angiven", "broken"
    return f"Skattesatsen {facts.first_year} är {facts.tax_rate}", "met"


def _appropriations(facts: LawFacts) -> tuple[str, Status]:
    if not facts.framed:
        return f"Inget anslag är angivet för {facts.first_year}", "broken"
    if facts.frameless:
        lacking = write_count(facts.frameless, "utförare saknar", "utförare saknar")
        return f"{lacking} anslag {facts.first_year}", "broken"
    count = write_count(facts.framed, "anslag", "anslag")
    return f"{count} är angivna för {facts.first_year}", "met"


def _position(facts: LawFacts) -> tuple[str, Status]:
    if not facts.said:
        return _NOTHING_SAID, "unknown"
    if not facts.position:
        return facts.position_lacks, "unknown"
    if facts.ties:
        words, difference = facts.ties[0]
        told = f"{words[:1].lower()}{words[1:]}"
        more = f", och {len(facts.ties) - 1} till" if len(facts.ties) > 1 else ""
        return f"Det stämmer inte att {told}: skillnaden är {write_ore(difference)}{more}", "broken"
    words = f"Finansieringen och ställningen vid slutet av {facts.first_year} hänger ihop med resultatet"
    return words, "met"


def _activity(facts: LawFacts) -> tuple[str, Status]:
    if facts.activity_goals:
        return f"Filen har {write_count(facts.activity_goals, 'mål', 'mål')} för verksamheten", "met"
    return "Filen har inga mål för verksamheten än", "unknown"


def _plan_years(facts: LawFacts) -> Iterator[LegalCheck]:
    rule = in_force("plan-years", facts.first_year)
    if rule is not None and rule.years is not None:
        words, status = _three_years(facts, rule.years)
        found = _check(facts, rule, "Treårsplan", words, status, face=_STATEMENTS)
        # How many years a plan has is the steering model's to say: it is told, and stops nobody.
        yield replace(found, grave=found.grave and len(facts.years) >= rule.years)


def _three_years(facts: LawFacts, least: int) -> tuple[str, Status]:
    if len(facts.years) < least:
        return f"Planen omfattar {write_count(len(facts.years), 'år', 'år')}, minst {least} krävs", "broken"
    if not facts.goals:
        words = "Det finns inga finansiella mål i planen: lägg till dem under Resultat och balans"
        return words, "broken" if facts.said else "unknown"
    span = write_years(facts.years[0], facts.years[-1])
    unmeasured = [title for title, years in facts.goals if not years.issuperset(facts.years)]
    if len(unmeasured) == len(facts.goals):
        words = f"Inget finansiellt mål går att mäta alla år {span}: ”{unmeasured[0]}” saknar värden"
        return words, "unknown"
    count = write_count(len(facts.goals), "finansiellt mål", "finansiella mål")
    return f"Planen omfattar {span} och har {count}", "met"


def _companies(facts: LawFacts) -> Iterator[LegalCheck]:
    rule = in_force("group-companies", facts.first_year)
    if rule is None:
        return
    if not facts.companies:
        words, status = "Organisationen har inga bolag i filen", "met"
    elif facts.untold:
        words = f"Budgeten säger inget om ekonomin i {_listed(facts.untold)}"
        status = "broken" if facts.said else "unknown"
    else:
        words, status = f"Budgeten redogör för {_listed(facts.companies)}", "met"
    yield _check(facts, rule, "Bolagen", words, status, face=_STATEMENTS)  # type: ignore[arg-type]


def _guidelines(facts: LawFacts) -> Iterator[LegalCheck]:
    rule = in_force("economy-guidelines", facts.first_year)
    if rule is None:
        return
    words = "Planen har inga riktlinjer för god ekonomisk hushållning"
    status: Status = "broken" if facts.said else "unknown"
    if facts.principles:
        words, status = f"Planen har {write_count(facts.principles, 'riktlinje', 'riktlinjer')}", "met"
    elif facts.goals:
        # The council may have decided the guidelines by themselves, for longer than a budget.
        words, status = "Planen har finansiella mål men säger inte vilka riktlinjer som gäller", "unknown"
    yield _check(facts, rule, "Riktlinjer", words, status, face=_STATEMENTS)


def _reserve(facts: LawFacts) -> Iterator[LegalCheck]:
    """The reserve is only asked about when the budget uses it, or puts something into it."""
    rule = in_force("result-reserve", facts.first_year)
    if rule is None:
        return
    if facts.reserve_use.get(facts.first_year, 0):
        words, status = _taken(facts, facts.reserve_use[facts.first_year])
        yield _check(facts, rule, rule.name, words, status, face=_BALANCE)
    if facts.reserved and rule.figures:
        words, status = _put_in(facts)
        yield _check(facts, rule, "Reservering", words, status, face=_BALANCE)


def _taken(facts: LawFacts, used: int) -> tuple[str, Status]:
    if facts.reserve is None:
        name = _named(facts.first_year)
        return f"{write_ore(used)} tas ur {name}, men filen säger inte vad den innehåller", "unknown"
    if used > facts.reserve:
        return f"{write_ore(used)} tas ur reserven, som bara har {write_ore(facts.reserve)}", "broken"
    return f"{write_ore(used)} av reservens {write_ore(facts.reserve)} används", "met"


def _put_in(facts: LawFacts) -> tuple[str, Status]:
    told = f"{write_ore(facts.reserved)} förs till reserven {facts.first_year}"
    if facts.reservable is not None and facts.reserved > facts.reservable:
        return f"{told}, men högst {write_ore(facts.reservable)} får reserveras", "broken"
    if not facts.reservable_known:
        return f"{told}, och vad som får reserveras går inte att räkna ut än", "unknown"
    return f"{told}, av {write_ore(facts.reservable or 0)} som får reserveras", "met"


def _deficits(facts: LawFacts) -> Iterator[LegalCheck]:
    """Deficits of earlier years that this budget is the last to regulate, or that wait for their plan."""
    rule = in_force("deficit-recovery", facts.first_year)
    left = [each for each in facts.deficits if each.remaining and each.year < facts.first_year]
    if rule is None or not left:
        return
    for deficit in left:
        words, status = _regulated(deficit, facts.first_year)
        title = f"Underskottet {deficit.year}"
        found = _check(facts, rule, title, words, status, face=_BALANCE)
        # Only the budget that is the last to decide is wrong for its sake: no later one can put it right.
        yield replace(found, grave=found.grave and deficit.last_year == facts.first_year)


def _regulated(deficit: Deficit, budget: int) -> tuple[str, Status]:
    """How a deficit stands in the budget of a year."""
    told = f"{write_ore(deficit.remaining)} av underskottet {deficit.year} är inte reglerat"
    last = deficit.last_year
    if last is None:
        return told, "ahead"
    if deficit.state == "late" and last < budget:
        return f"{told}, och skulle ha varit det senast {last}", "broken"
    if not deficit.unplanned:
        return f"{told} men planerat, och ska vara det senast {last}", "ahead"
    if last <= budget:
        return f"{told}, och budgeten {last} är den sista som kan besluta om det", "broken"
    day = write_long_date(deficit.decided_by) if deficit.decided_by else str(last)
    return f"{told}: beslut senast i budgeten {last}, som antas senast {day}", "ahead"


def _listed(names: tuple[str, ...]) -> str:
    if len(names) > _TOLD:
        return f"{', '.join(names[:_TOLD])} och {len(names) - _TOLD} till"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"
