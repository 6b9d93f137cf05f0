"""Published figures beside the same figures of the simulated world."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """One published figure as an interval, with its source."""

    name: str
    low: float
    high: float
    source: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A fact and the world's own value."""

    fact: Fact
    value: float

    @property
    def holds(self) -> bool:
        """Whether the world's value lies in the published interval."""
        return self.fact.low <= self.value <= self.fact.high


FACTS: tuple[Fact, ...] = (
    Fact("boxes into Antwerp a year", 3.0e6, 3.2e6, "Knack, April 2018: 3.1 million in"),
    Fact("Latin American boxes a year", 3.1e5, 3.5e5, "EIPA, Tech Force Against Drugs: 330,000"),
    Fact("Latin American share of boxes", 0.098, 0.113, "LINERLIB: 10.1 %; EIPA and Knack: 10.6 %"),
    Fact("inspections a year", 32_000, 37_000, "Knack 2018: 34,000; VRT 2019: 35,000"),
    Fact("inspected share of all boxes", 0.009, 0.0125, "Knack 2018: about 1 % of relevant boxes"),
    Fact(
        "inspected share of Latin American boxes",
        0.08,
        0.105,
        "derived: 34,000 of 330,000 if nearly all were Latin American",
    ),
    Fact(
        "contaminated share of Latin American boxes",
        0.0022,
        0.0044,
        "derived: seizures of 2024-2025 at 10-20 % interception",
    ),
    Fact("interception, share of cases", 0.10, 0.20, "Tijd 2019; De Morgen 2022: officials' range"),
    Fact("interception, share of kilograms", 0.10, 0.20, "Tijd 2019; De Morgen 2022"),
    Fact("lift of today's targeting, tips included", 1.3, 2.6, "derived from the figures above"),
    Fact("finds per inspection", 0.0032, 0.0048, "derived: 124-164 finds of 34,500 inspections"),
    Fact(
        "finds a year", 124, 164, "Hurriyet 2026: 124 and 136; The Brussels Times: 82 a half-year"
    ),
    Fact("tonnes found a year", 40, 116, "FPS Finance via press: 116 t, 44 t, 55 t in 2023-2025"),
    Fact(
        "mean kilograms a find",
        203,
        407,
        "NL Times 2020; The Brussels Times 2025; Dutch customs 2023",
    ),
    Fact("standard deviation of log kilograms", 1.3, 1.8, "press cases 2013-2025 (n = 70): 1.75"),
    Fact("largest find, tonnes", 5.0, 23.2, "Brussels Times 2021; El País 2024"),
    Fact("fruit, share of kilograms found", 0.55, 0.80, "HARC team 2016; press cases: 55 %"),
    Fact("Ecuador, share of kilograms found", 0.20, 0.37, "VRT 2020 and 2023; G1 2019"),
    Fact("Brazil, share of kilograms found", 0.08, 0.26, "VRT 2020 and 2023; G1 2019"),
    Fact(
        "rip-on, share of cases", 0.40, 0.70, "EU Drug Markets Report 2016: 70 % in 2012, falling"
    ),
    Fact("reefers, share of Latin American boxes", 0.40, 0.50, "Drewry 2013: 41-44 % east coast"),
    Fact(
        "reefers, share of all boxes",
        0.075,
        0.11,
        "Port of Antwerp-Bruges 2024: 8.5 % of TEU, full",
    ),
    Fact("Ecuador, share of bananas of four", 0.33, 0.46, "Eurostat 2021: 39 %"),
    Fact("Colombia, share of bananas of four", 0.22, 0.35, "Eurostat 2021: 29 %"),
    Fact("Costa Rica, share of bananas of four", 0.19, 0.31, "Eurostat 2021: 25 %"),
    Fact("Brazil, share of coffee of four", 0.55, 0.78, "Eurostat 2023: 72 %"),
    Fact("Honduras, share of coffee of four", 0.08, 0.20, "Eurostat 2023: 13 %"),
    Fact(
        "days at sea, Guayaquil direct", 14, 20, "PortNews 2014: 17 days; searoute: 12-15 under way"
    ),
    Fact("gate-in to load, median days", 3.0, 4.5, "container status messages 2021: 3.7"),
    Fact(
        "gate-in to load, standard deviation of log",
        0.55,
        0.85,
        "container status messages 2021: 0.72",
    ),
    Fact(
        "transhipment dwell, median days",
        5.5,
        15.0,
        "container status messages 2021: 13.0 (Asia-US)",
    ),
    Fact("discharge to gate-out, median days", 3.5, 6.5, "container status messages 2021: 5.5"),
    Fact("container events a box", 6.0, 12.0, "container status messages 2021: 7 to 12"),
    Fact("events without a place", 0.10, 0.16, "container status messages 2021: 13.1 %"),
    Fact("events out of order", 0.015, 0.04, "container status messages 2021: 2.5 %"),
    Fact("wrong container check digits", 0.0, 6e-5, "published samples: 1 in 78,661"),
)
