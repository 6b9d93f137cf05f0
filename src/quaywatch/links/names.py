"""What a firm's name is made of: the words that tell it apart, and its legal form."""

from functools import lru_cache
from typing import NamedTuple

from quaywatch.links.lexicon import LEGAL_CLASSES, meanings
from quaywatch.links.writing import plain, sound

_LONGEST_FORM = 3
"""Words of the longest legal form."""


class Name(NamedTuple):
    """A name taken apart."""

    words: tuple[str, ...]
    """Words that tell names apart, as compared (`writing.sound`), in the order written."""
    written: tuple[str, ...]
    """The same words in plain capitals, as the officer reads them."""
    legal: int
    """Number of the class of its legal form, see `LEGAL_CLASSES`."""
    acronym: str
    """Initials of all its words but the legal form; empty when there are fewer than three."""


@lru_cache(maxsize=1 << 18)
def name(text: str) -> Name:
    """Take a name apart; a name of nothing but common words keeps them."""
    found = _letters_joined(plain(text).split())
    rest, legal = _without_legal(found)
    joining = meanings("joining")
    telling = [word for word in rest if word not in joining] or rest or found
    trades = meanings("word")
    compared = tuple(sound(trades.get(word, word)) for word in telling)
    initials = "".join(word[0] for word in telling) if len(telling) >= 3 else ""
    return Name(compared, tuple(telling), legal, sound(initials) if initials else "")


def _letters_joined(words: list[str]) -> list[str]:
    """Join runs of single letters: `N V` is NV, `D S M N V` is DSM and NV."""
    joined: list[str] = []
    run = ""
    for word in [*words, ""]:
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        if run:
            joined.extend(_apart(run))
            run = ""
        if word:
            joined.append(word)
    return joined


def _apart(run: str) -> list[str]:
    """Part the legal form from the end of a run of letters."""
    legal = meanings("legal")
    for size in range(min(len(run), 5), 1, -1):
        if run[-size:] in legal:
            return [part for part in (run[:-size], run[-size:]) if part]
    return [run]


def _without_legal(words: list[str]) -> tuple[list[str], int]:
    """Return the words without legal forms, and the class of the most telling one found."""
    legal = meanings("legal")
    rest: list[str] = []
    best = 0
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST_FORM, len(words) - at), 0, -1):
            meaning = legal.get(" ".join(words[at : at + size]))
            if meaning is not None and (at > 0 or len(words) > size):
                best = max(best, LEGAL_CLASSES.index(meaning))
                at += size
                break
        else:
            rest.append(words[at])
            at += 1
    return rest, best
