"""Texts as people type them: those that must be there, and those that may be missing."""

from app.models.errors import MissingText


def needed(text: str, what: str) -> str:
    """A text that must be there, without surrounding space; `what` is what a refusal calls it."""
    if not text.strip():
        raise MissingText(what)
    return text.strip()


def optional(text: str | None) -> str | None:
    """A text that may be missing: without surrounding space, None when nothing is left."""
    return (text or "").strip() or None
