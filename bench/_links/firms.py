"""Invented firms, some hard to tell apart: sisters, neighbours, namesakes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from quaywatch.world.reference import lexicon, table

_COMMON = (
    "Global", "Star", "Royal", "Pacific", "Atlantic", "United", "Premium", "Golden", "Silver",
    "North", "South", "Sun", "Ocean", "Delta", "Alfa", "Omega", "Central", "First", "Prima",
    "Nova", "Eco", "Green", "Blue", "Tropical", "Andes", "Euro", "Mundo", "Sol", "Luna",
)  # fmt: skip
_SURNAMES = (
    "Garcia", "Perez", "Rodriguez", "Gonzalez", "Silva", "Santos", "Oliveira", "Janssens",
    "Peeters", "Maes", "Bakker", "Visser", "Jansen", "Mueller", "Schmidt", "Weber", "Dubois",
    "Martin", "Bernard", "Rossi", "Kowalski", "Nowak", "Ivanov", "Petrov",
)  # fmt: skip
_GIVEN = (
    "Jose", "Maria", "Juan", "Ana", "Carlos", "Jan", "Pieter", "Luc", "Hans", "Karl",
    "Pierre", "Marco", "Igor", "Elena",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Firm:
    """One firm as it is in truth."""

    number: int
    brand: str
    trades: tuple[str, ...]
    legal: str
    country: str
    language: str
    city: str
    street: str
    house: int
    postcode: str
    telephone: str
    domain: str
    identifier: str
    partners: tuple[str, ...]
    goods: tuple[str, ...]


def firms(count: int, seed: int) -> list[Firm]:
    """Invent firms; about a third are made hard to tell from another."""
    rng = np.random.default_rng([seed, 1])
    made: list[Firm] = []
    while len(made) < count:
        firm = _alone(rng, len(made))
        made.append(firm)
        drawn = rng.random()
        if drawn < 0.08:
            made.append(_sister(rng, firm, len(made)))
        elif drawn < 0.14:
            made.append(_neighbour(rng, firm, len(made)))
        elif drawn < 0.18:
            made.append(_namesake(rng, firm, len(made)))
        elif drawn < 0.21:
            made.append(_near_name(rng, firm, len(made)))
    return made[:count]


def trade_words(language: str) -> list[str]:
    """Return the trade words of a language, of food and of other goods."""
    words = lexicon()["trade"][language]
    return [*words["food"], *words["general"]]


def pick(rng: np.random.Generator, words: Sequence[str]) -> str:
    """Draw one word."""
    return words[int(rng.integers(len(words)))]


def _alone(rng: np.random.Generator, number: int) -> Firm:
    places = _places()
    country, language, city, postcode = places[int(rng.integers(len(places)))]
    streets = lexicon()["streets"][language]
    legal = lexicon()["legal"]
    forms = legal.get(country) or legal.get(f"{language}_default") or legal["en_default"]
    brand = _brand(rng)
    several = 1 if rng.random() < 0.7 else 2
    trades = tuple(dict.fromkeys(pick(rng, trade_words(language)) for _ in range(several)))
    digits = "".join(str(d) for d in rng.integers(0, 10, 9))
    return Firm(
        number=number,
        brand=brand,
        trades=trades,
        legal=pick(rng, forms),
        country=country,
        language=language,
        city=city,
        street=_street(rng, streets),
        house=int(rng.integers(1, 300)),
        postcode="".join(c if c not in "#" else str(rng.integers(10)) for c in postcode),
        telephone=f"+999 {rng.integers(10_000_000, 99_999_999)}",
        domain=f"{_simple(brand)}-{country.lower()}.example",
        identifier=f"{country}SIM{digits}",
        partners=tuple(f"{_brand(rng)} {pick(rng, trade_words('en'))}" for _ in range(3)),
        goods=tuple(f"{rng.integers(1, 97):02d}{rng.integers(1, 20):02d}" for _ in range(2)),
    )


def _places() -> list[tuple[str, str, str, str]]:
    cities = table("cities").select("country", "language", "city", "postcode").rows()
    abroad = [
        (row[0][:2], _language(row[0][:2]), row[1], "")
        for row in table("ports").select("locode", "name").rows()
    ]
    known = lexicon()["streets"]
    return [
        (country, language if language in known else "en", city, postcode)
        for country, language, city, postcode in [*cities, *abroad]
    ]


def _language(country: str) -> str:
    return next((k for k, v in lexicon()["languages"].items() if country in v), "en")


def _brand(rng: np.random.Generator) -> str:
    parts = lexicon()["brand"]
    drawn = rng.random()
    if drawn < 0.10:
        return f"{pick(rng, _COMMON)} {pick(rng, _COMMON)}"
    if drawn < 0.22:
        return f"{pick(rng, _GIVEN)} {pick(rng, _SURNAMES)}"
    return pick(rng, parts["start"]) + pick(rng, parts["middle"]) + pick(rng, parts["end"])


def _street(rng: np.random.Generator, streets: list[str]) -> str:
    if rng.random() < 0.4:
        return pick(rng, streets)
    parts = lexicon()["brand"]
    kind = pick(rng, ("straat", "street", "weg", "laan"))
    return f"{pick(rng, parts['start'])}{pick(rng, parts['end'])} {kind}"


def _simple(brand: str) -> str:
    return "".join(c for c in brand.lower() if c.isalnum())


def _sister(rng: np.random.Generator, firm: Firm, number: int) -> Firm:
    """Return a firm of the same owners: brand and some contacts in common, another trade."""
    fresh = _alone(rng, number)
    others = [w for w in trade_words(firm.language) if w not in firm.trades]
    return replace(
        fresh,
        brand=firm.brand,
        trades=(pick(rng, others),),
        country=firm.country,
        language=firm.language,
        city=firm.city,
        street=firm.street if rng.random() < 0.5 else fresh.street,
        house=firm.house if rng.random() < 0.5 else fresh.house,
        postcode=firm.postcode,
        telephone=firm.telephone if rng.random() < 0.2 else fresh.telephone,
        domain=firm.domain if rng.random() < 0.4 else fresh.domain,
        identifier=firm.country + fresh.identifier[2:],
    )


def _neighbour(rng: np.random.Generator, firm: Firm, number: int) -> Firm:
    """Return a firm in the same building."""
    fresh = _alone(rng, number)
    return replace(
        fresh,
        country=firm.country,
        language=firm.language,
        city=firm.city,
        street=firm.street,
        house=firm.house,
        postcode=firm.postcode,
        telephone=firm.telephone if rng.random() < 0.15 else fresh.telephone,
        identifier=firm.country + fresh.identifier[2:],
    )


def _namesake(rng: np.random.Generator, firm: Firm, number: int) -> Firm:
    """Return a firm of the same name elsewhere, that has nothing to do with the first."""
    fresh = _alone(rng, number)
    return replace(fresh, brand=firm.brand, trades=firm.trades)


def _near_name(rng: np.random.Generator, firm: Firm, number: int) -> Firm:
    """Return a firm whose brand differs by two letters, in the same city."""
    fresh = _alone(rng, number)
    letters = list(firm.brand)
    for at in rng.choice(len(letters), min(2, len(letters)), replace=False):
        letters[int(at)] = pick(rng, list("abdegiklmnoprstuvz"))
    return replace(
        fresh,
        brand="".join(letters),
        trades=firm.trades,
        country=firm.country,
        language=firm.language,
        city=firm.city,
        postcode=firm.postcode,
        identifier=firm.country + fresh.identifier[2:],
    )
