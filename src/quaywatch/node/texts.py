"""Texts as both engines can keep and search them."""


def kept(text: str | None) -> str:
    """Return what a table keeps of a text: nothing for none, and no NUL (PostgreSQL has none)."""
    return (text or "").replace("\x00", "")


def searchable(*texts: str | None) -> str:
    """Return one line in which the work list's search looks."""
    return kept(" ".join(text for text in texts if text)).casefold()


def container_key(number: str) -> str:
    """Return under what a container is found, however its number is written."""
    return kept(number).replace(" ", "").replace("-", "").upper()
