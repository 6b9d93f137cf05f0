"""Ways of spending a week's looks: all on the highest risk, or some of them on learning."""

from dataclasses import dataclass, field

import numpy as np

from bench._loop import Bools, Floats, Ints, first
from bench._traces import SPREADS, Rows
from bench._year import BUDGET, Policy, Seen, Week
from quaywatch.inspections.exploring import SHARE, WEEKS, Beliefs, Prior, looks, of_looks

_WIDE = 32
"""Numbers that stand for the values of a consignment where distances between them count."""


class Exploit(Policy):
    """All looks for the highest risk a box."""

    def choose(self, week: Week) -> Floats:
        """Return one for the riskiest, nought for all others."""
        return first(week.log_odds, week.boxes, BUDGET).astype(np.float64)


class Told(Exploit):
    """The bound: the same, by a model that is told what every box hid, inspected or not."""

    told_all = True


@dataclass(slots=True)
class FixedShare(Policy):
    """A fixed part of the looks is drawn blindly from all that the ranking leaves out."""

    share: float = 0.1

    def choose(self, week: Week) -> Floats:
        """Return one for the riskiest, an even chance for all others."""
        ranked = first(week.log_odds, week.boxes, BUDGET * (1 - self.share))
        return _filled(week, ranked.astype(np.float64))


@dataclass(slots=True)
class Lanes(Policy):
    """Lanes after ASYCUDA, on the same model: of the red lane all is looked at, of the yellow one
    the expected rate; the green one has the least random rate, here what is left of the looks."""

    red: float = 0.04
    yellow: float = 0.08
    """Shares of boxes in the lanes."""
    expected: float = 0.2

    def choose(self, week: Week) -> Floats:
        """Return the rate of each consignment's lane."""
        red = first(week.log_odds, week.boxes, self.red)
        wide = first(week.log_odds, week.boxes, self.red + self.yellow)
        chance = np.where(red, 1.0, np.where(wide, self.expected, 0.0))
        green = ~wide
        left = BUDGET * week.boxes.sum() - (chance * week.boxes).sum()
        return np.where(green, max(left, 0.0) / week.boxes[green].sum(), chance)


@dataclass(slots=True)
class Bate(Policy):
    """A tenth of the looks by bATE (Kim and others, "Take a chance", 2021), the rest by risk.

    As read here: what a consignment would move the model by (its values times its probability,
    the label being guessed as nothing found) times the model's uncertainty, 1 at even odds and 0.1
    at certainty; then k-means++ over these, so that the chosen differ. All finds count alike, where
    the paper weighs by revenue. Its gATE takes bATE once the model is right often enough (a
    performance of 0.3) and lots before; where one look in a hundred finds something, it would
    stay with lots, which is `FixedShare`.
    """

    share: float = 0.1

    def choose(self, week: Week) -> Floats:
        """Return one for the chosen; k-means++ has no chance in closed form."""
        ranked = first(week.log_odds, week.boxes, BUDGET * (1 - self.share))
        chance = ranked.astype(np.float64)
        places = np.flatnonzero(~ranked)
        p = 1 / (1 + np.exp(-week.log_odds[places]))
        moved = _embedded(week.rows[places]) * (p * (1 - 1.8 * np.abs(p - 0.5)))[:, None]
        length = (moved**2).sum(axis=1)
        away, new = length.copy(), int(np.argmax(length))
        left = BUDGET * week.boxes.sum() - week.boxes[ranked].sum()
        while left > 0:
            chance[places[new]] = 1.0
            left -= week.boxes[places[new]]
            near = length + length[new] - 2 * moved @ moved[new]
            away = np.minimum(away, np.maximum(near, 0.0))
            away[new] = 0.0
            new = int(week.rng.choice(len(away), p=away / away.sum()))
        return chance


def _embedded(rows: Rows) -> Floats:
    """Return a fixed random direction for each value, summed over those of each consignment."""
    total = np.zeros((len(rows), _WIDE))
    for name in SPREADS:
        numbers, place = np.unique(rows.of(name), return_inverse=True)
        each = [np.random.default_rng(int(v)).normal(size=_WIDE) for v in numbers]
        total += np.vstack(each)[place]
    return total


@dataclass(slots=True)
class Informed(Policy):
    """Ours: looks at boxes that the ranking leaves out, by stratum, while the value of what they
    find and teach (`quaywatch.inspections.exploring`) exceeds the probability that they displace.
    """

    prior: Prior = field(default_factory=Prior)
    share: float = SHARE
    """At most so many of the looks."""
    audit: float = 0.05
    """Part of the looks that is drawn blindly, whatever they teach."""
    weeks: float = WEEKS
    """For which knowledge is good."""
    by: str = "heading"
    _looked: Floats = field(default_factory=lambda: np.zeros(0))
    _found: Floats = field(default_factory=lambda: np.zeros(0))
    _left: Bools = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))

    def choose(self, week: Week) -> Floats:
        """Return one for the riskiest, an even chance within each stratum of the others."""
        boxes, risk, stratum = week.boxes, week.probability, week.rows.of(self.by)
        chosen = first(week.log_odds, boxes, BUDGET)
        self._left = ~chosen
        beliefs, size = self._believed(week)
        most = int(self.share * BUDGET * boxes.sum())
        against = float(risk[chosen].min())
        worth = of_looks(beliefs, size * self.weeks, against, most)
        # The more looks explore, the more probable are the boxes that they displace.
        given = looks(worth, size.astype(np.int64), most, against)
        against = float(risk[self._ranked(week, given)].min(initial=1.0))
        given = looks(worth, size.astype(np.int64), most, against)
        ranked = self._ranked(week, given)
        rest = np.bincount(stratum, boxes * ~ranked, len(size))
        within = np.minimum(given / np.maximum(rest, 1.0), 1.0)[stratum]
        return _filled(week, np.where(ranked, 1.0, within))

    def _believed(self, week: Week) -> tuple[Beliefs, Floats]:
        """Return what is believed of each stratum of the week, and its boxes that are left out."""
        boxes, risk, stratum = week.boxes, week.probability, week.rows.of(self.by)
        count = max(int(stratum.max()) + 1, len(self._looked))
        self._looked, self._found = _wide(self._looked, count), _wide(self._found, count)
        size = np.bincount(stratum, boxes * self._left, count).astype(np.float64)
        expected = np.bincount(stratum, boxes * self._left * risk, count) / np.maximum(size, 1.0)
        common = float((boxes * risk).sum() / boxes.sum())
        return Beliefs.of(self.prior, expected, common, self._looked, self._found), size

    def _ranked(self, week: Week, given: Ints) -> Bools:
        share = BUDGET * (1 - self.audit) - given.sum() / week.boxes.sum()
        return first(week.log_odds, week.boxes, share)

    def learn(self, seen: Seen) -> None:
        """Let what was seen before fade; count looks at boxes that the ranking had left out."""
        fade, mine = float(self.prior.left(np.ones(1))[0]), seen.selected & self._left
        stratum, count = seen.week.rows.of(self.by)[mine], len(self._looked)
        self._looked = fade * self._looked + np.bincount(stratum, seen.week.boxes[mine], count)
        self._found = fade * self._found + np.bincount(stratum, seen.found[mine], count)


def _wide(counts: Floats, size: int) -> Floats:
    return np.pad(counts, (0, max(size - len(counts), 0)))


def _filled(week: Week, chance: Floats) -> Floats:
    """Deal the looks that are left evenly: every consignment gets the same part of what it lacks
    to certainty."""
    left = BUDGET * week.boxes.sum() - (chance * week.boxes).sum()
    room = ((1 - chance) * week.boxes).sum()
    return chance + (1 - chance) * max(left, 0.0) / room
