"""A thousand invented risk profiles, each in our language and as plain Python."""

import random
from collections.abc import Callable
from typing import NamedTuple

_PORTS = ["ECGYE", "COCTG", "BRSSZ", "CNSHA", "CNNGB", "USNYC", "SGSIN", "INNSA", "PECLL", "ZACPT"]
_COUNTRIES = ["EC", "CO", "BR", "CN", "US", "SG", "IN", "PE", "ZA", "BE", "NL", "DE"]
_CHAPTERS = ["0803", "080390", "0901", "44", "4407", "8517", "9403", "72", "7204", "61", "85", "27"]
_WORDS = ["BANANA", "COFFEE", "TIMBER", "MOBILE", "GENERAL", "SCRAP", "COTTON", "CARGO", "FROZEN"]


class Asked(NamedTuple):
    """One profile, or one of its conditions, in both languages."""

    ours: str
    python: str


def profiles(count: int, seed: int = 11) -> list[Asked]:
    """Return `count` profiles of two to four conditions each."""
    choose = random.Random(seed)
    return [_profile(choose) for _ in range(count)]


def _profile(choose: random.Random) -> Asked:
    several = [make(choose) for make in choose.sample(_CONDITIONS, choose.randint(2, 4))]
    return Asked(
        " && ".join(each.ours for each in several),
        " and ".join(f"({each.python})" for each in several),
    )


def _listed(values: list[str]) -> str:
    return "[" + ", ".join(f'"{value}"' for value in values) + "]"


def _port(choose: random.Random) -> Asked:
    listed = _listed(choose.sample(_PORTS, choose.randint(1, 5)))
    return Asked(f"route.port_of_loading in {listed}", f'r["port_of_loading"] in {listed}')


def _country(choose: random.Random) -> Asked:
    listed = _listed(choose.sample(_COUNTRIES, choose.randint(1, 6)))
    return Asked(
        f"route.port_of_loading.country() in {listed}", f'r["port_of_loading"][:2] in {listed}'
    )


def _consignee(choose: random.Random) -> Asked:
    listed = _listed(choose.sample(_COUNTRIES, choose.randint(1, 6)))
    return Asked(f"consignee.country in {listed}", f'r.get("consignee_country") in {listed}')


def _heading(choose: random.Random) -> Asked:
    start = choose.choice(_CHAPTERS)
    return Asked(
        f'any(goods.hs_code.startsWith("{start}"))',
        f'any((g.get("hs_code") or "").startswith("{start}") for g in r["goods"])',
    )


def _word(choose: random.Random) -> Asked:
    word = choose.choice(_WORDS).lower()
    return Asked(
        f'any(goods.description.lower().contains("{word}"))',
        f'any("{word}" in g["description"].lower() for g in r["goods"])',
    )


def _heavy(choose: random.Random) -> Asked:
    word, mass = choose.choice(_WORDS), choose.randint(5, 240) * 100
    return Asked(
        f'any(goods.description.contains("{word}") && goods.gross_mass_kg > {mass})',
        f'any("{word}" in g["description"] and g["gross_mass_kg"] > {mass} for g in r["goods"])',
    )


def _named(choose: random.Random) -> Asked:
    number = choose.randint(0, 2000)
    return Asked(
        f'notify_party.name == "SIM Trading {number} NV"',
        f'r["notify_party_name"] == "SIM Trading {number} NV"',
    )


def _partly_named(choose: random.Random) -> Asked:
    number = choose.randint(0, 999)
    return Asked(f'consignor.name.contains("{number}")', f'"{number}" in r["consignor_name"]')


def _total(choose: random.Random) -> Asked:
    mass = choose.randint(1, 450) * 100
    return Asked(
        f"sum(goods.gross_mass_kg) < {mass}",
        f'sum(round(g["gross_mass_kg"] * 1000) for g in r["goods"]) / 1000 < {mass}',
    )


def _difference(choose: random.Random) -> Asked:
    mass = choose.randint(1, 80) * 100
    return Asked(
        f"any(equipment.verified_gross_mass_kg - equipment.gross_mass_kg > {mass})",
        f'any(e["verified_gross_mass_kg"] - e["gross_mass_kg"] > {mass} for e in r["equipment"])',
    )


def _amended(choose: random.Random) -> Asked:
    function = choose.choice(["amendment", "original"])
    return Asked(f'filing.function == "{function}"', f'r["filing_function"] == "{function}"')


def _pattern(choose: random.Random) -> Asked:
    first, second = choose.sample(_WORDS, 2)
    return Asked(
        f'any(goods.description.matches("({first}|{second})"))',
        f'any(re.search("({first}|{second})", g["description"]) for g in r["goods"])',
    )


_CONDITIONS: list[Callable[[random.Random], Asked]] = [
    _port,
    _country,
    _consignee,
    _heading,
    _word,
    _heavy,
    _named,
    _partly_named,
    _total,
    _difference,
    _amended,
    _pattern,
]
