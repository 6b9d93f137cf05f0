"""Reads a mention into a row: every field in the one form in which it is compared."""

import re
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from quaywatch.cargo import Party
from quaywatch.links.lexicon import free_mail, meanings
from quaywatch.links.mention import Mention
from quaywatch.links.names import name
from quaywatch.links.rows import COUNTERPARTS, GOODS, IDENTIFIER, NONE, STREET, WORDS
from quaywatch.links.vocabulary import Vocabulary
from quaywatch.links.writing import plain, sound

_FEWEST_DIGITS, _TELLING_DIGITS = 6, 8
"""A telephone number with fewer digits is an extension; more than the last eight are prefixes."""
_STREET_ENDINGS = re.compile(r"(?<=.{4})(STRASSE|STRAAT|STR|WEG|LAAN|PLATZ|PLEIN)$")
_DIGITS = re.compile(r"[0-9]+")
_AT_STREETS, _AT_COUNTERPARTS, _AT_GOODS = "@", "&", "#"
"""Before words of streets, counterparts and goods, which are counted apart from those of names."""


def read(mention: Mention, vocabulary: Vocabulary, row: Any) -> None:
    """Write a mention into an empty row."""
    party = mention.party
    read_name(party.name, vocabulary, row)
    _identifier(party, row)
    _contacts(party, row)
    _address(party, vocabulary, row)
    read_dealings(mention, vocabulary, row)


def read_name(text: str, vocabulary: Vocabulary, row: Any) -> tuple[int, ...]:
    """Write a name into an empty row; return its words by number."""
    parts = name(text)
    words = tuple(vocabulary.number(word) for word in parts.words[:WORDS])
    row["words"][: len(words)] = words
    row["joined"] = digest("".join(sorted(parts.words)))
    row["acronym"] = vocabulary.number(parts.acronym)
    row["legal"] = parts.legal
    return words


@lru_cache(maxsize=1 << 18)
def digest(text: str) -> int:
    """Return a number for a text, the same everywhere, 0 for none (64 bits of BLAKE2b)."""
    if not text:
        return 0
    return int.from_bytes(
        blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(),
        "little",
        signed=True,
    )


def telephone(written: str | None) -> int:
    """Return the last digits of a number; 0 when it is no number."""
    digits = "".join(_DIGITS.findall(written)) if written else ""
    return int(digits[-_TELLING_DIGITS:]) if len(digits) >= _FEWEST_DIGITS else 0


def mailbox(written: str | None) -> str:
    """Return an e-mail address in small letters, without the name around it; empty for none."""
    if not written or "@" not in written:
        return ""
    return written.rpartition("<")[2].strip(" >").lower()


def domain(address: str) -> str:
    """Return the domain of a mailbox; empty where anybody gets one."""
    found = address.rpartition("@")[2]
    return "" if found in free_mail() else found


@lru_cache(maxsize=1 << 18)
def street(text: str) -> tuple[tuple[str, ...], str]:
    """Return the telling words of a street, as they are compared, and the house number."""
    kinds = meanings("street")
    words: list[str] = []
    number = ""
    for word in plain(text).split():
        if word[0].isdigit():
            number = number or word.lstrip("0")
        elif word not in kinds and len(word) > 1:
            words.append(sound(_STREET_ENDINGS.sub("", word)))
    return tuple(words[:STREET]), number


def _identifier(party: Party, row: Any) -> None:
    letters = plain(party.identifier or "").replace(" ", "")
    if len(letters) < 4:
        return
    row["identifier"] = digest(letters)
    row["register"] = _two_letters(letters)
    kept = letters.encode()[:IDENTIFIER]
    row["written"][: len(kept)] = bytearray(kept)


def _two_letters(text: str) -> int:
    head = text[:2]
    if len(head) < 2 or not (head.isascii() and head.isalpha()):
        return 0
    return ord(head[0]) * 128 + ord(head[1])


def _contacts(party: Party, row: Any) -> None:
    row["telephone"] = telephone(party.telephone)
    address = mailbox(party.email)
    row["mailbox"] = digest(address)
    row["domain"] = digest(domain(address))


def _address(party: Party, vocabulary: Vocabulary, row: Any) -> None:
    words, number = street(party.address or "")
    for i, word in enumerate(words):
        row["street"][i] = vocabulary.number(_AT_STREETS + word)
    row["number"] = digest(number)
    row["postcode"] = digest(plain(party.postcode or "").replace(" ", ""))
    city = sound(plain(party.city or "").replace(" ", ""))
    row["city"] = vocabulary.number(city)
    row["country"] = _two_letters((party.country or "").strip().upper())


def read_dealings(mention: Mention, vocabulary: Vocabulary, row: Any) -> None:
    """Write counterparts and goods into a row, whatever stood there."""
    row["counterparts"] = row["goods"] = NONE
    others = {_counterpart(other) for other in mention.counterparts if other}
    # By digest: of two long lists the same part is kept.
    for i, other in enumerate(sorted(others, key=digest)[:COUNTERPARTS]):
        row["counterparts"][i] = vocabulary.number(_AT_COUNTERPARTS + other)
    for i, goods in enumerate(sorted({g for g in mention.goods if g}, key=digest)[:GOODS]):
        row["goods"][i] = vocabulary.number(_AT_GOODS + goods)


@lru_cache(maxsize=1 << 18)
def _counterpart(text: str) -> str:
    return "".join(sorted(name(text).words))
