"""Which word of a filer on a consignment is its last, in whatever order they arrive.

Messages overtake each other on their way. Where a filer dates what it writes, an earlier word that
arrives late is kept as a document and changes nothing else; undated words count as they arrive, and
so do those of different filers, whose clocks nobody has compared.
"""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, select

from quaywatch.cargo import FilingHeader
from quaywatch.node import schema
from quaywatch.node.among import rows_among
from quaywatch.node.changes import Row
from quaywatch.node.instants import stored
from quaywatch.node.texts import kept

_WORDS = select(schema.word)


class Word(NamedTuple):
    """When and by whom something was said of a consignment."""

    issued_at: int
    sender: str


def word_of(header: FilingHeader) -> Word | None:
    """Return what a message counts as; None where it is not dated."""
    if header.issued_at is None:
        return None
    return Word(stored(header.issued_at), kept(header.sender))


def overtaken(word: Word | None, last: Word | None) -> bool:
    """Say whether a word arrives after a later one of the same filer."""
    if word is None or last is None or word.sender != last.sender:
        return False
    return word.issued_at < last.issued_at


def last_words(connection: Connection, names: Collection[str]) -> dict[str, Word]:
    """Return the last dated word on each of these consignments."""
    rows = rows_among(connection, _WORDS, schema.word.c.consignment_id, names)
    return {row.consignment_id: Word(row.issued_at, row.sender) for row in rows}


def word_rows(words: dict[str, Word]) -> list[Row]:
    """Return the rows of words that are the last now."""
    return [
        {"consignment_id": name, "issued_at": word.issued_at, "sender": word.sender}
        for name, word in words.items()
    ]
