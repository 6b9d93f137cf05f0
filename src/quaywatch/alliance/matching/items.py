"""What can be matched: identifiers and names, each written in the one way both sides write it.

A name is asked for under several exact keys, never as an encoding that could be compared for
likeness: such encodings give names away by their frequencies (Vidanage et al. 2020).
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from quaywatch.alliance.bodies import Indicator, Seen, Seizure
from quaywatch.alliance.handling import Purpose, Tlp
from quaywatch.alliance.notice import Notice
from quaywatch.alliance.policy import Partner, Policy
from quaywatch.cargo import Consignment
from quaywatch.links.lexicon import meanings
from quaywatch.links.names import name
from quaywatch.links.writing import plain, sound

_FEWEST_DIGITS, _TELLING_DIGITS = 7, 9
"""A telephone number with fewer digits is an extension; more than the last nine are prefixes."""
_FEWEST_LETTERS = 4
_MOST_BYTES = 400


class Sort(StrEnum):
    """Sorts of things; the same letters of two sorts are two things."""

    CONTAINER = "container"
    SEAL = "seal"
    TELEPHONE = "telephone"
    IDENTIFIER = "identifier"
    """EORI, tax or register number."""
    NAME = "name"
    """All telling words of a company's name, in no order."""
    NAME_PAIR = "name_pair"
    """Its two longest words that are no trade: finds names with a word more, and namesakes too."""


class Item(NamedTuple):
    """One thing, written as both sides write it."""

    sort: Sort
    value: str

    @property
    def said(self) -> bytes:
        """The input of the function."""
        return f"{self.sort}\0{self.value}".encode()


def read_item(said: bytes) -> Item:
    """Return the item that an input is of; raises ValueError."""
    sort, mark, value = said.decode().partition("\0")
    if not mark or not value or len(said) > _MOST_BYTES:
        raise ValueError("that is no item")
    return Item(Sort(sort), value)


def of(sort: Sort, written: str) -> list[Item]:
    """Return the items that somebody's writing stands for; none where it says too little."""
    match sort:
        case Sort.NAME | Sort.NAME_PAIR:
            return _named(written)
        case Sort.TELEPHONE:
            digits = "".join(letter for letter in written if letter in "0123456789")
            return _items(sort, digits[-_TELLING_DIGITS:], _FEWEST_DIGITS)
        case _:
            return _items(sort, plain(written).replace(" ", ""), _FEWEST_LETTERS)


def of_consignments(consignments: Iterable[Consignment]) -> set[Item]:
    """Return what a manifest can be asked about."""
    found = set[Item]()
    for consignment in consignments:
        for equipment in consignment.equipment:
            found.update(of(Sort.CONTAINER, equipment.number or ""))
            for seal in equipment.seals:
                found.update(of(Sort.SEAL, seal.number))
        for party in consignment.parties:
            found.update(of(Sort.NAME, party.name))
            found.update(of(Sort.IDENTIFIER, party.identifier or ""))
            found.update(of(Sort.TELEPHONE, party.telephone or ""))
    return found


def of_notices(
    notices: Iterable[Notice],
    partner: Partner,
    policy: Policy,
    node: str,
    today: date,
    purpose: Purpose | None = None,
) -> set[Item]:
    """Return what of a node's notices a partner may learn, if it asks for the very thing.

    Each notice goes through the one gate, and only what of it might be sent is in the set: to say
    that a thing is held is to share it. TLP:RED is never in it, even where it may go by name, nor
    is what was withdrawn or is history. Where a purpose is named, only what may go for it.
    """
    found = set[Item]()
    for notice in notices:
        valid = notice.valid_until is None or notice.valid_until.date() >= today
        if notice.handling.tlp is Tlp.RED or notice.withdrawn or not valid:
            continue
        copy = policy.share(notice, partner, node, today).notice
        if copy is not None and (purpose is None or purpose in copy.handling.purposes):
            found.update(_of_notice(copy))
    return found


def _of_notice(notice: Notice) -> Iterator[Item]:
    body = notice.body
    if isinstance(body, Indicator) and not body.together:
        # What counts only together with something else would be told alone.
        sort = _SEEN.get(body.what)
        yield from of(sort, body.value) if sort else ()
    if isinstance(body, Seizure):
        for sort, values in (
            (Sort.CONTAINER, body.containers),
            (Sort.SEAL, body.seals),
            (Sort.TELEPHONE, body.telephones),
            (Sort.NAME, (body.consignor, body.consignee, body.notify_party)),
        ):
            for value in values:
                yield from of(sort, value)


_SEEN = {
    Seen.CONTAINER: Sort.CONTAINER,
    Seen.SEAL: Sort.SEAL,
    Seen.TELEPHONE: Sort.TELEPHONE,
    Seen.IDENTIFIER: Sort.IDENTIFIER,
    Seen.PARTY: Sort.NAME,
}


def _named(written: str) -> list[Item]:
    words = sorted({word for word in name(written).words if len(word) > 1})
    found = _items(Sort.NAME, " ".join(words), _FEWEST_LETTERS)
    telling = sorted(set(words) - _trades(), key=lambda word: (-len(word), word))
    if len(telling) > 1:
        found += _items(Sort.NAME_PAIR, " ".join(sorted(telling[:2])), _FEWEST_LETTERS)
    return found


@cache
def _trades() -> frozenset[str]:
    """Return the words that say what a firm deals in, as they are compared."""
    return frozenset(sound(plain(word)) for word in meanings("word").values())


def _items(sort: Sort, value: str, fewest: int) -> list[Item]:
    said = Item(sort, value[: _MOST_BYTES // 2])
    return [said] if len(value) >= fewest else []
