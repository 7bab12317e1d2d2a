"""Paragraphs of minutes together, as one refers to them: § 83, §§ 83, 94 och 101, §§ 116–136."""

from collections.abc import Sequence

from app.services.formatting import DASH

_RUN = 3


def paragraph_words(said: Sequence[str]) -> str:
    """Paragraphs in their order, those that follow each other as a span; "" for none."""
    texts = list(dict.fromkeys(one.replace("§", "").strip() for one in said))
    if all(text.isdecimal() and text.isascii() for text in texts):
        texts = _spans(sorted(map(int, texts)))
    if not texts:
        return ""
    if len(texts) == 1 and DASH not in texts[0]:
        return f"§ {texts[0]}"
    return f"§§ {texts[0]}" if len(texts) == 1 else f"§§ {', '.join(texts[:-1])} och {texts[-1]}"


def _spans(numbers: Sequence[int]) -> list[str]:
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    texts: list[str] = []
    for run in found:
        texts += [f"{run[0]}{DASH}{run[-1]}"] if len(run) >= _RUN else map(str, run)
    return texts
