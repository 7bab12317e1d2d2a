"""What an agreement must hold before it is ready for decision (`UH-10`)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.models.agreements import AgreementPart
from app.services.agreements.sources import Source

#: Keys of the parts that the program fills with rows of its own.
RULES_PART = "spelregler"
PURPOSE_PART = "syfte_och_omfattning"
COMMITMENT_PART = "atagande"
FOLLOW_UP_PART = "uppfoljning"
_SHORT = {PURPOSE_PART: "syfte", RULES_PART: "spelregler"}


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is not there: a word for lists and a sentence for paper and messages."""

    word: str
    sentence: str


def own_text(source: Source, part_id: int) -> str:
    """What has been written in a part for this performer, "" when nothing has."""
    return next((row.text.strip() for row in source.agreement.texts if row.part_id == part_id), "")


def standard_text(source: Source, part: AgreementPart) -> str | None:
    """The municipality's own words in a part, those for an external performer where there are such."""
    external = source.unit.performer == "external"
    return (part.standard_text_external if external else None) or part.standard_text


def missing_parts(source: Source) -> tuple[str, ...]:
    """What a complete agreement still lacks, a sentence for each, in the order of the paper."""
    return tuple(lack.sentence for lack in lacks_of(source))


def lacks_of(source: Source) -> tuple[Lack, ...]:
    """What a complete agreement still lacks, in the order of the paper."""
    return tuple(_lacks(source))


def lacks_words(lacks: Iterable[Lack]) -> str:
    """What is missing in the few words of a list: saknar mått och uppföljning; "" when nothing is."""
    words = list(dict.fromkeys(lack.word for lack in lacks))
    if len(words) < 2:
        return f"saknar {words[0]}" if words else ""
    return f"saknar {', '.join(words[:-1])} och {words[-1]}"


def behind_plan(source: Source) -> bool:
    """Whether the frames are taken from another version than the one to follow."""
    chosen, newest = source.plan_version, source.newest_version
    return chosen is not None and newest is not None and chosen.id != newest.id


def behind_words(source: Source) -> str:
    """What the frames lag behind: the decision with its day, or the plan's newest version; "" when not."""
    newest = source.newest_version
    if newest is None or not behind_plan(source):
        return ""
    if not newest.locked:
        return f"Äldre än {newest.name}"
    day = f" {newest.decided_on.isoformat()}" if newest.decided_on else ""
    return f"Efter beslutet{day}"


def _lacks(source: Source) -> Iterator[Lack]:
    agreement = source.agreement
    if source.unit.performer == "external" and not source.unit.contract_title:
        yield Lack("avtal", "Avtalet som den externa utföraren vilar på är inte angivet.")
    if agreement.starts is None or agreement.ends is None:
        yield Lack("avtalstid", "Avtalstiden är inte angiven.")
    for part in agreement.kind.parts:
        if part.mandatory:
            yield from _lacks_in(source, part)
    sides = {row.side for row in agreement.signatories if row.role.strip()}
    if "client" not in sides:
        yield Lack("undertecknare", "Undertecknare för beställaren saknas.")
    if "performer" not in sides:
        yield Lack("undertecknare", "Undertecknare för utföraren saknas.")


def _lacks_in(source: Source, part: AgreementPart) -> Iterator[Lack]:
    if part.key == COMMITMENT_PART:
        yield from _lacking_commitments(source)
    elif part.key == FOLLOW_UP_PART:
        if not source.agreement.follow_up:
            yield Lack("uppföljning", "Planen för uppföljning saknas.")
    else:
        standard = part.standard_text if part.key != PURPOSE_PART else None
        if not standard and not own_text(source, part.id):
            word = _SHORT.get(part.key, part.title.lower())
            yield Lack(word, f"Avsnittet ”{part.title}” är inte skrivet.")
        if part.key == RULES_PART and not source.frames:
            yield Lack("ramar", "Budgetramarna saknas.")


def _lacking_commitments(source: Source) -> Iterator[Lack]:
    if not source.undertakings:
        yield Lack("åtaganden", "Åtaganden saknas.")
    for number, row in enumerate(source.undertakings, 1):
        if not row.measures:
            yield Lack("mått", f"Åtagande {number} saknar mått.")
