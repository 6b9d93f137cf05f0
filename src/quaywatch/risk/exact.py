"""Log-odds that add up exactly, and the lot that keeps any two consignments apart.

Every contribution is a multiple of 2**-44. Sums of such numbers below 2**8 in size fit the 53 bits
of a double whole, so the sum of a consignment's reasons equals its log-odds to the bit, in
whatever order and with whatever summation.
"""

import hashlib
import math

import numpy as np
import polars as pl

STEP = 2.0**-44
"""The smallest difference of log-odds that is told apart."""

_LOT_BITS = 24
"""The lot has 24 bits, so it stays below 2**-20 (less than 1e-6 log-odds)."""


def on_grid(added: pl.DataFrame) -> pl.DataFrame:
    """Return `added` with each `contribution` rounded to the grid on which sums are exact."""
    on_grid = np.rint(added["contribution"].to_numpy() / STEP) * STEP
    return added.with_columns(pl.Series("contribution", on_grid))


def added(contributions: pl.DataFrame, height: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the sum of the contributions to each of `height` rows."""
    rows, each = (contributions[name].to_numpy() for name in ("row", "contribution"))
    return np.bincount(rows, each, height).astype(np.float64)


def probabilities(log_odds: np.ndarray[tuple[int], np.dtype[np.float64]]) -> pl.Series:
    """Return the probability of each; the same of a number wherever it stands."""
    return 1 / (1 + (-pl.Series("log_odds", log_odds)).exp())


def probability_of(log_odds: float) -> float:
    """Return the probability of one."""
    return float(probabilities(np.array([log_odds]))[0])


def log_odds_of(probability: float) -> float:
    """Return the log-odds of a probability; without end for nothing and for certainty."""
    if 0.0 < probability < 1.0:
        return math.log(probability / (1.0 - probability))
    return math.inf if probability >= 1.0 else -math.inf


def digests(consignment_ids: pl.Series) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """Return the first 64 bits of the SHA-256 of each consignment's id."""
    sha256 = hashlib.sha256
    joined = b"".join([sha256(each.encode()).digest()[:8] for each in consignment_ids.to_list()])
    return np.frombuffer(joined, dtype=">u8").astype(np.uint64)


def lots(
    digest: np.ndarray[tuple[int], np.dtype[np.uint64]],
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the lot of each digest: log-odds in [0, 2**-20), drawn by the id alone."""
    return (digest >> np.uint64(64 - _LOT_BITS)).astype(np.float64) * STEP


def named(content: bytes) -> str:
    """Return the version that content makes: the first 64 bits of its SHA-256, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()[:16]


def snapped(value: float) -> float:
    """Return `value` rounded to the grid on which sums are exact."""
    return round(value / STEP) * STEP
