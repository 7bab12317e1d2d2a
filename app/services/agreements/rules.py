"""What an agreement must hold before it is ready for decision (`UH-10`)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.models.agreements import AgreementPart
from app.services import richtext
from app.services.agreements import wordings
from app.services.agreements.kinds import CLIENT_LABEL, PERFORMER_LABEL, KindWords, fills_of, kind_words
from app.services.agreements.sources import Source

#: Keys of the parts that the municipality's first kind of agreement has.
RULES_PART = "spelregler"
PURPOSE_PART = "syfte_och_omfattning"
COMMITMENT_PART = "atagande"
FOLLOW_UP_PART = "uppfoljning"
_SHORT = {PURPOSE_PART: "syfte", RULES_PART: "spelregler"}
#: What the program fills in that may well be empty: nobody must have key figures.
MAY_BE_EMPTY = frozenset({"key_figures"})


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is not there: a word for lists and a sentence for paper and messages.

    `part_id` is the part that it belongs to, where it is one.
    """

    word: str
    sentence: str
    part_id: int | None = None


def own_text(source: Source, part_id: int) -> str:
    """What has been written in a part for this performer, as rich text is kept; "" when nothing has."""
    if part_id in source.unsaved:
        return source.unsaved[part_id]
    return next((row.text for row in source.agreement.texts if row.part_id == part_id), "")


def own_words(source: Source, part_id: int) -> str:
    """The words alone of what has been written in a part, "" when nothing has."""
    text = own_text(source, part_id)
    return richtext.plain(richtext.read(text)).strip() if text else ""


def standard_text(source: Source, part: AgreementPart, clause: str | None = None) -> str | None:
    """The standard text of a part or a clause, with its fields; for an external performer in its wording."""
    starts = source.agreement.starts
    return wordings.standard_wording(source.standards, part, clause, source.external, starts)


def is_written(part: AgreementPart) -> bool:
    """Whether a part must be written for each performer; a purpose always."""
    return part.key == PURPOSE_PART or bool((part.details or {}).get("written"))


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


def lacks_in(source: Source, part: AgreementPart) -> tuple[Lack, ...]:
    """What a part still lacks; nothing where the kind does not demand the part."""
    return tuple(_lacks_in(source, part)) if part.mandatory else ()


def hints_in(source: Source, part: AgreementPart) -> tuple[str, ...]:
    """What a part that may be left out has nothing of, a sentence for each."""
    return () if part.mandatory else tuple(lack.sentence for lack in _lacks_in(source, part))


def says_something(source: Source, part: AgreementPart) -> bool:
    """Whether a part says anything of this performer's own, beside its standard text."""
    filled: dict[str, object] = {
        "frames": source.frames,
        "commitments": source.undertakings,
        "goals": any(source.goals.get(level) for level in (part.details or {}).get("levels") or ()),
        "activities": source.work.activities,
        "assignments": source.work.assignments,
        "key_figures": source.figures,
    }
    return bool(own_text(source, part.id)) or any(filled.get(fill) for fill in fills_of(part))


def _lacks(source: Source) -> Iterator[Lack]:
    agreement, words = source.agreement, kind_words(source.agreement.kind)
    if source.external and not source.unit.contract_title:
        yield Lack("avtal", "Avtalet som den externa utföraren vilar på är inte angivet.")
    if agreement.starts is None or (agreement.ends is None and agreement.kind.term_years is not None):
        yield (
            Lack("avtalstid", "Avtalstiden är inte angiven.")
            if words.signed
            else Lack("giltighetstid", "Giltighetstiden är inte angiven.")
        )
    parts = agreement.kind.parts
    in_parts = [lack for part in parts for lack in lacks_in(source, part)]
    if parts and not in_parts and not any(says_something(source, part) for part in parts):
        in_parts = [Lack("innehåll", "Inget är skrivet eller hämtat än utöver standardtexterna.")]
    yield from in_parts
    if words.signed:
        yield from _lacking_signatories(source, words)


def _lacking_signatories(source: Source, words: KindWords) -> Iterator[Lack]:
    sides = {row.side for row in source.agreement.signatories if row.role.strip()}
    for side, label, usual, spoken in (
        ("client", words.client_label, CLIENT_LABEL, "beställaren"),
        ("performer", words.performer_label, PERFORMER_LABEL, "utföraren"),
    ):
        if side not in sides:
            named = spoken if label == usual else label[:1].lower() + label[1:]
            yield Lack("undertecknare", f"Undertecknare för {named} saknas.")


def _lacks_in(source: Source, part: AgreementPart) -> Iterator[Lack]:
    fills = [fill for fill in fills_of(part) if fill not in MAY_BE_EMPTY]
    if not fills or fills == ["frames"]:
        yield from _lacking_words(source, part)
    for fill in fills:
        if fill == "frames" and not source.frames:
            yield Lack("ramar", "Budgetramarna saknas.", part.id)
        elif fill == "commitments":
            yield from _lacking_commitments(source, part)
        elif fill == "goals":
            yield from _lacking_goals(source, part)
        elif fill == "activities" and not source.work.activities:
            yield from _lacking_rows(source, part, fills, "aktiviteter", "Aktiviteter saknas.")
        elif fill == "assignments":
            yield from _lacking_assignments(source, part, fills)
        elif fill == "follow_up" and not source.agreement.follow_up:
            yield Lack("uppföljning", "Planen för uppföljning saknas.", part.id)


def _lacking_words(source: Source, part: AgreementPart) -> Iterator[Lack]:
    """A part that is written for each performer must be; any other may rest on its standard text."""
    rests = not is_written(part) and (standard_text(source, part) or wordings.clauses_of(part))
    if not rests and not own_text(source, part.id):
        word = _SHORT.get(part.key, f"”{part.title}”")
        yield Lack(word, f"Avsnittet ”{part.title}” är inte skrivet.", part.id)


def _lacking_commitments(source: Source, part: AgreementPart) -> Iterator[Lack]:
    if not source.undertakings:
        yield Lack("åtaganden", "Åtaganden saknas.", part.id)
    for number, row in enumerate(source.undertakings, 1):
        if not row.measures:
            yield Lack("mått", f"Åtagande {number} saknar mått.", part.id)


def _lacking_goals(source: Source, part: AgreementPart) -> Iterator[Lack]:
    levels = part.details.get("levels") or ()
    if not any(source.goals.get(level) for level in levels):
        named = " eller ".join(f"”{source.level_names[one]}”" for one in levels if one in source.level_names)
        where = f" på nivån {named}" if named else ""
        sentence = f"Avsnittet ”{part.title}” saknar mål: inget{where} gäller {source.unit.name}."
        yield Lack("mål", sentence, part.id)


def _lacking_assignments(source: Source, part: AgreementPart, fills: list[str]) -> Iterator[Lack]:
    """Assignments may be none where the part holds something else; each says how it is paid."""
    if not source.work.assignments:
        yield from _lacking_rows(source, part, fills, "uppdrag", "Uppdrag saknas.")
    for row in source.work.assignments:
        if row.funding is None:
            sentence = f"Det är inte angivet om uppdraget ”{row.title}” har tillskott eller ryms i ramen."
            yield Lack("finansiering", sentence, part.id)


def _lacking_rows(
    source: Source, part: AgreementPart, fills: list[str], word: str, sentence: str
) -> Iterator[Lack]:
    """Rows that a part is made of alone; own words will do in their place."""
    if fills == fills[:1] and not own_text(source, part.id):
        yield Lack(word, sentence, part.id)
