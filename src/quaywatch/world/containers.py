"""Container numbers (ISO 6346) that never put one container in two places.

Each owner prefix and size-type has its own range of serial numbers, cut into one part for each
month of a cycle longer than any journey; a box takes the next number of its part.
"""

import numpy as np
import polars as pl

from quaywatch.world.arrays import Bools, Floats, Ints
from quaywatch.world.names import concat
from quaywatch.world.scatter import scatter

SIZE_TYPES: tuple[str, ...] = ("45R1", "22G1", "45G1", "42G1", "22R1")
TARE_KG: Floats = np.array([4600.0, 2250.0, 3900.0, 3750.0, 3000.0])
MOST_GOODS_KG: Floats = np.array([29500.0, 28200.0, 28600.0, 28700.0, 27500.0])
_RANGE_START: Ints = np.array([0, 280_000, 580_000, 880_000, 970_000])
_RANGE_SIZE: Ints = np.array([280_000, 300_000, 300_000, 90_000, 30_000])
CYCLE_MONTHS = 6
"""A container can travel again after six months; a whole journey takes less than five."""
PREFIXES = 12
"""Ten carriers and two lessors own containers; more prefixes are used when numbers run out."""
_STEMS = ("QX", "XQ", "QZ", "ZQ", "QK", "QJ", "XZ", "ZX", "XK", "ZK", "XJ", "ZJ")
CHECK_DIGIT_ERRORS = 1 / 78_661
"""Wrong check digits per container number, as measured on published samples."""


def owner_prefix(number: int) -> str:
    """Return invented owner code `number` with the category letter U."""
    return f"{_STEMS[number // 26 % len(_STEMS)]}{chr(65 + number % 26)}U"


def container_numbers(
    prefix: Ints, size_type: Ints, month: int, rng: np.random.Generator
) -> pl.Series:
    """Return one container number a box; distinct within the month and its cycle."""
    part = _RANGE_SIZE[size_type] // CYCLE_MONTHS
    k = rank_within(prefix * len(SIZE_TYPES) + size_type)
    owner = prefix + PREFIXES * (k // part)
    x = _RANGE_START[size_type] + (month % CYCLE_MONTHS) * part + k % part
    serial = scatter((x + 271_829 * owner) % 1_000_000, 1000, 1000, "containers")
    owners = int(owner.max(initial=0)) + 1
    prefixes = [owner_prefix(i) for i in range(owners)]
    digit = check_digits(prefixes, owner, serial)
    wrong = rng.random(len(serial)) < CHECK_DIGIT_ERRORS
    digit = np.where(wrong, (digit + rng.integers(1, 10, len(serial))) % 10, digit)
    return concat(
        pl.Series(prefixes).gather(owner),
        pl.Series(serial).cast(pl.String).str.zfill(6),
        pl.Series(digit).cast(pl.String),
    )


def rank_within(group: Ints) -> Ints:
    """Return the position of each row among the rows of its group."""
    order = np.argsort(group, kind="stable")
    counts = np.bincount(group)
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    rank = np.empty(len(group), dtype=np.int64)
    rank[order] = np.arange(len(group)) - starts[group[order]]
    return rank


def check_digits(prefixes: list[str], owner: Ints, serial: Ints) -> Ints:
    """Return the ISO 6346 check digits."""
    total = np.array([_prefix_sum(p) for p in prefixes])[owner]
    for place in range(6):
        total = total + (serial // 10 ** (5 - place) % 10) * 2 ** (place + 4)
    return total % 11 % 10


def _prefix_sum(prefix: str) -> int:
    return sum(_letter_value(letter) * 2**i for i, letter in enumerate(prefix))


def _letter_value(letter: str) -> int:
    n = ord(letter) - 65
    return 10 + n + (n + 9) // 10  # multiples of 11 are left out


def pick_size_types(goods_type: Ints, rng: np.random.Generator) -> Ints:
    """Return the size-type of each box: that of its goods, sometimes the other 40-foot one."""
    other: Bools = (rng.random(len(goods_type)) < 0.12) & np.isin(goods_type, (2, 3))
    return np.where(other, 5 - goods_type, goods_type)
