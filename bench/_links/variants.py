"""How papers name a firm: misspelled, shortened, turned round, written in another script."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from bench._links.firms import Firm, firms, pick, trade_words
from quaywatch.cargo import Party, PartyRole
from quaywatch.links import Mention

_START = datetime(2026, 1, 1, tzinfo=UTC)
with (Path(__file__).parent / "scripts.csv").open(encoding="utf-8", newline="") as file:
    _SCRIPTS = tuple(csv.DictReader(file))
_CYRILLIC, _GREEK = (
    {row["latin"]: row[script] for row in _SCRIPTS} for script in ("cyrillic", "greek")
)
_SHORT = {
    "International": "Intl", "Trading": "Trdg", "Import": "Imp", "Export": "Exp",
    "Importadora": "Imp", "Exportadora": "Exp", "Comercial": "Coml", "Distribution": "Distr",
    "Distribuidora": "Distr", "Industries": "Inds", "Industrias": "Ind", "Logistics": "Log",
    "Frutas": "Frut", "Alimentos": "Alim", "Groothandel": "Groothdl", "Handel": "Hdl",
}  # fmt: skip
_BESIDE = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wertyuiopqsdfghjklaxcvbnmz", strict=True))
"""Each letter's neighbour on a keyboard."""


def mentions(count: int, seed: int) -> tuple[list[Mention], list[int]]:
    """Return mentions of `count` firms in the order in which they came, and whose each is."""
    rng = np.random.default_rng([seed, 2])
    made: list[Mention] = []
    whose: list[int] = []
    for firm in firms(count, seed):
        moved = _moved(rng, firm)
        for _ in range(min(int(rng.geometric(0.3)), 12)):
            made.append(_mention(rng, moved if rng.random() < 0.12 else firm))
            whose.append(firm.number)
    order = [int(place) for place in rng.permutation(len(made))]
    found = [
        msgspec.structs.replace(made[place], id=f"sim-{at}", at=_START + timedelta(minutes=at))
        for at, place in enumerate(order)
    ]
    return found, [whose[place] for place in order]


def _mention(rng: np.random.Generator, firm: Firm) -> Mention:
    return Mention(
        id="",
        party=_party(rng, firm),
        at=_START,
        counterparts=tuple(p for p in firm.partners if rng.random() < 0.35),
        goods=tuple(g for g in firm.goods if rng.random() < 0.6),
    )


def _moved(rng: np.random.Generator, firm: Firm) -> Firm:
    """Return the firm after it moved, sometimes to another city, and changed its telephone."""
    fresh = firms(1, int(rng.integers(1 << 31)))[0]
    far = rng.random() < 0.3
    return replace(
        firm,
        city=fresh.city if far else firm.city,
        street=fresh.street,
        house=fresh.house,
        postcode=fresh.postcode,
        telephone=fresh.telephone if rng.random() < 0.7 else firm.telephone,
        domain=fresh.domain if rng.random() < 0.1 else firm.domain,
    )


def _party(rng: np.random.Generator, firm: Firm) -> Party:
    has = rng.random(8)
    address = f"{firm.street} {firm.house}"
    if has[7] < 0.15:
        address = f"{firm.house} {firm.street}"
    elif has[7] < 0.3:
        address = address.upper().replace("STRAAT", "STR.").replace("STREET", "ST")
    local = pick(rng, ["info", "office", "sales", "import", "shipping"])
    free = rng.random() < 0.15
    return Party(
        role=PartyRole.CONSIGNEE,
        name=_name(rng, firm),
        identifier=_typed(rng, firm.identifier, 0.03) if has[0] < 0.4 else None,
        address=_typed(rng, address, 0.05) if has[1] < 0.75 else None,
        city=_typed(rng, firm.city, 0.05) if has[2] < 0.8 else None,
        postcode=firm.postcode or None if has[3] < 0.5 else None,
        country=firm.country if has[4] < 0.9 else None,
        telephone=_telephone(rng, firm.telephone) if has[5] < 0.45 else None,
        email=f"{local}@{firm.domain}" if has[6] < 0.3 and not free else None,
    )


def _typed(rng: np.random.Generator, text: str, chance: float) -> str:
    return _typo(rng, text) if rng.random() < chance else text


def _telephone(rng: np.random.Generator, number: str) -> str:
    digits = number[5:]
    forms = (
        number,
        f"00999{digits}",
        f"+999-{digits[:4]}-{digits[4:]}",
        f"({digits[:2]}) {digits[2:]}",
        digits,
    )
    return pick(rng, list(forms))


def _typo(rng: np.random.Generator, text: str) -> str:
    if len(text) < 4:
        return text
    at = int(rng.integers(1, len(text) - 1))
    kind = rng.random()
    if kind < 0.25:
        return text[:at] + text[at + 1 :]
    if kind < 0.5:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if kind < 0.75:
        return text[:at] + text[at] + text[at:]
    near = _BESIDE.get(text[at].lower(), "e")
    return text[:at] + near + text[at + 1 :]


def _name(rng: np.random.Generator, firm: Firm) -> str:
    words = _ordered(firm, [firm.brand, *firm.trades])
    legal = firm.legal
    drawn = rng.random()
    if drawn < 0.25:
        return " ".join([*words, legal])
    text = _change(rng)(Draft(rng, firm, words, legal))
    if rng.random() < 0.35:
        text = text.upper()
    return text


def _ordered(firm: Firm, words: list[str]) -> list[str]:
    return [*words[1:], words[0]] if firm.language in ("es", "pt", "fr") else words


class Draft(NamedTuple):
    """A name about to be written, by chance in one way or another."""

    rng: np.random.Generator
    firm: Firm
    words: list[str]
    legal: str


Change = Callable[[Draft], str]


def _change(rng: np.random.Generator) -> Change:
    return _CHANGES[int(rng.integers(len(_CHANGES)))]


def _no_legal(draft: Draft) -> str:
    return " ".join(draft.words)


def _other_legal(draft: Draft) -> str:
    bare = draft.legal.replace(".", "").replace(" ", "")
    form = pick(draft.rng, [bare, ".".join(bare) + ".", " ".join(bare)]) if len(bare) <= 4 else bare
    return " ".join([*draft.words, form])


def _misspelled(draft: Draft) -> str:
    return _typo(draft.rng, " ".join(draft.words)) + (
        f" {draft.legal}" if draft.rng.random() < 0.5 else ""
    )


def _misspelled_twice(draft: Draft) -> str:
    return _typo(draft.rng, _typo(draft.rng, " ".join(draft.words)))


def _shortened(draft: Draft) -> str:
    parts = " ".join(draft.words).split()
    return " ".join([*(_SHORT.get(p, p) for p in parts), draft.legal])


def _turned(draft: Draft) -> str:
    parts = " ".join(draft.words).split()
    return " ".join([*(parts[int(i)] for i in draft.rng.permutation(len(parts))), draft.legal])


def _translated(draft: Draft) -> str:
    own = trade_words(draft.firm.language)
    other = trade_words(pick(draft.rng, ["en", "es", "fr", "nl", "de", "pt"]))
    known = [other[own.index(t)] if t in own else t for t in draft.firm.trades]
    return " ".join([draft.firm.brand, *known])


def _with_city(draft: Draft) -> str:
    return " ".join([*draft.words, draft.firm.city, draft.legal])


def _cut(draft: Draft) -> str:
    return " ".join([*draft.words, draft.legal])[: int(draft.rng.integers(14, 26))].strip()


def _joined(draft: Draft) -> str:
    parts = " ".join(draft.words).split()
    at = int(draft.rng.integers(max(len(parts) - 1, 1)))
    return " ".join(["".join(parts[at : at + 2]), *parts[:at], *parts[at + 2 :], draft.legal])


def _brand_alone(draft: Draft) -> str:
    return f"{draft.firm.brand} {draft.legal}"


def _other_script(draft: Draft) -> str:
    letters = _CYRILLIC if draft.rng.random() < 0.6 else _GREEK
    brand = "".join(letters.get(c, c) for c in draft.firm.brand.lower())
    return " ".join([brand.title(), *draft.firm.trades])


_CHANGES: tuple[Change, ...] = (
    _no_legal, _no_legal, _other_legal, _other_legal, _misspelled, _misspelled, _misspelled_twice,
    _shortened, _turned, _translated, _with_city, _cut, _joined, _brand_alone, _other_script,
)  # fmt: skip
