"""A world of two ports and four sites in which nothing is left to chance, for tests of plans."""

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class FewPlaces:
    port: tuple[str, ...] = ("BEANR", "BEANR", "NLRTM", "NLRTM")
    route: tuple[str, ...] = ("EC", "CN", "EC", "CN")
    goods: tuple[str, ...] = ("08", "94", "08", "94")
    watched: np.ndarray = field(default_factory=lambda: np.array([True, False, True, False]))


@dataclass(frozen=True)
class Told:
    rows: np.ndarray
    targeted: np.ndarray
    audited: np.ndarray
    targeted_finds: np.ndarray
    audited_finds: np.ndarray
    tipped_finds: np.ndarray
    seized_kg: np.ndarray


@dataclass(frozen=True)
class Hidden:
    sent_kg: np.ndarray
    seized_kg: np.ndarray
    lots: np.ndarray
    lost: np.ndarray


@dataclass
class Still:
    """Lots a row never change; what is looked at is found in proportion."""

    rates: tuple[float, ...] = (0.01, 0.0, 0.002, 0.0)
    plans: list[np.ndarray] = field(default_factory=list)
    places: FewPlaces = field(default_factory=FewPlaces)
    ports: tuple[str, ...] = ("BEANR", "NLRTM")

    def expected(self) -> np.ndarray:
        return np.array([20_000.0, 200_000.0, 20_000.0, 200_000.0])

    def month(self, targeted: np.ndarray, audited: np.ndarray) -> tuple[Told, Hidden]:
        self.plans.append(targeted + audited)
        rows = self.expected()
        lots = rows * np.array(self.rates)
        by_rank, by_lot = lots * targeted * 0.7, lots * audited * 0.7
        none = np.zeros(4)
        told = Told(
            rows, rows * targeted, rows * audited, by_rank, by_lot, none, 300 * (by_rank + by_lot)
        )
        sent = np.array([lots[:2].sum(), lots[2:].sum(), 10.0])
        lost = np.array([told.seized_kg[:2].sum() / 300, told.seized_kg[2:].sum() / 300, 1.0])
        return told, Hidden(300 * sent, 300 * lost, sent, lost)
