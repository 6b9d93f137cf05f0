"""What peers say of somebody before anything is known of them.

Empirical Bayes for shares: peers' true shares are taken to follow a beta distribution whose mean
and spread come from their counts by moments (Kleinman, JASA 68, 1973). Who filed little is drawn
to the peers' mean; who filed much stands for themselves.
"""

from collections.abc import Sequence
from typing import NamedTuple

FEWEST_PEERS = 3
_WEAKEST, _STRONGEST = 2.0, 200.0


class Prior(NamedTuple):
    """A beta distribution by its mean and by how many filings it is worth."""

    mean: float
    strength: float


UNKNOWN = Prior(0.5, 1.0)
"""Jeffreys' prior, where there are not enough peers to learn one from."""


def fit(counts: Sequence[tuple[int, int]]) -> Prior:
    """Return the prior that peers' counts (right, judged) speak for."""
    known = [(right, judged) for right, judged in counts if judged]
    if len(known) < FEWEST_PEERS:
        return UNKNOWN
    total = sum(judged for _, judged in known)
    mean = (sum(right for right, _ in known) + 0.5) / (total + 1)
    noise = (len(known) - 1) * mean * (1 - mean)
    spread = sum(judged * (right / judged - mean) ** 2 for right, judged in known)
    scale = total - sum(judged * judged for _, judged in known) / total - (len(known) - 1)
    between = (spread - noise) / scale if scale > 0 else 0.0
    strength = mean * (1 - mean) / between - 1 if between > 0 else _STRONGEST
    # Few peers tell a spread badly: hold it less firmly (Morris, JASA 78, 1983).
    strength *= (len(known) - FEWEST_PEERS + 1) / len(known)
    return Prior(mean, min(max(strength, _WEAKEST), _STRONGEST))
