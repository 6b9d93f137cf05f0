"""The features: each one declared fold, with what it means, its unit and who measured so before.

Sources: [DATE] Kim and others, "DATE: Dual Attentive Tree-aware Embedding for Customs Fraud
Detection" (KDD 2020), importers' past and shrunken risk of categories; [B] Vanhoeyveld, Martens
and Peeters, "Customs fraud detection" (Pattern Analysis and Applications, 2020), behaviour of
consignee, consignor and goods; [MB] Micci-Barreca, "A preprocessing scheme for high-cardinality
categorical attributes" (SIGKDD Explorations 3, 2001), shrinkage; [WCO] World Customs Organization,
indicators of the SAFE Framework and the Container Control Programme: first use, unusual traders,
routes and masses; [EMCDDA] EMCDDA and Europol, "EU Drug Markets: Cocaine" (2022), misused firms,
rip-on and rip-off.
"""

from quaywatch.history.feature import Feature, Fold
from quaywatch.history.folding import (
    count,
    deviation,
    distinct,
    hit_rate,
    inspected,
    new,
    rate,
    ratio,
    since_first,
    since_found,
    since_last,
    surge,
    surprise,
)
from quaywatch.history.keys import Key
from quaywatch.history.measures import Measure

_BASE = 0.02
"""Share of inspections that find something, before anything is known (an assumption)."""
_YEAR, _HALF, _QUARTER, _MONTH = 365.0, 180.0, 90.0, 30.0
_DAYS, _FILINGS, _SHARE, _KEYS = "days", "filings", "share", "different ones"
_SPREADS, _DOUBLINGS = "standard deviations", "doublings"


def _seen(key: Key, *, source: str = "WCO") -> list[Feature]:
    name = key.name.lower()
    return [
        Feature(f"{name}_new", key, new(), "whether it was never filed before", "0 or 1", source),
        Feature(
            f"{name}_since_first", key, since_first(), "since it was first filed", _DAYS, source
        ),
    ]


def _idle(key: Key, *, source: str = "WCO") -> Feature:
    name = f"{key.name.lower()}_since_last"
    return Feature(name, key, since_last(), "since it was last filed", _DAYS, source)


def _filed(key: Key, half_life: float, *, source: str = "B") -> Feature:
    meaning = f"filings, halving in weight every {half_life:g} days"
    return Feature(f"{key.name.lower()}_filings", key, count(half_life), meaning, _FILINGS, source)


def _weekly(key: Key, half_life: float) -> Feature:
    meaning = f"filings a week, halving in weight every {half_life:g} days"
    return Feature(f"{key.name.lower()}_rate", key, rate(half_life), meaning, "per week", "B")


def _surging(key: Key) -> Feature:
    meaning = "this week's rate of filings over that of the half-year"
    name = f"{key.name.lower()}_surge"
    return Feature(name, key, surge(7.0, _HALF), meaning, _DOUBLINGS, "WCO")


def _hits(key: Key, half_life: float, strength: float) -> Feature:
    meaning = f"inspections that found something, shrunk to {_BASE:g} by {strength:g} inspections"
    fold = hit_rate(half_life, prior=_BASE, strength=strength)
    return Feature(f"{key.name.lower()}_hit_rate", key, fold, meaning, _SHARE, "DATE, MB")


def _inspected(key: Key) -> Feature:
    meaning = "inspections, halving in weight every year"
    name = f"{key.name.lower()}_inspections"
    return Feature(name, key, inspected(_YEAR), meaning, "inspections", "DATE")


def _kinds_of(of: Key, key: Key, *, source: str) -> Feature:
    meaning = f"different {of.name.lower().replace('_', ' ')}s in this half-year and the last"
    name = f"{key.name.lower()}_{of.name.lower()}s"
    return Feature(name, key, distinct(of, _HALF), meaning, _KEYS, source)


def _surprising(of: Key, key: Key) -> Feature:
    meaning = f"minus the logarithm (base 2) of the share of its filings with the same {of.name}"
    fold = surprise(of, _HALF, prior=0.1)
    name = f"{key.name.lower()}_{of.name.lower()}_surprise"
    return Feature(name, key, fold, meaning.lower(), "bits", "WCO")


def _measured(of: Measure, key: Key, spread: float) -> Feature:
    what = of.name.lower()
    meaning = f"how far the {what.replace('_', ' ')} lies off its usual one"
    fold = deviation(of, _HALF, spread=spread)
    return Feature(f"{key.name.lower()}_{what}_deviation", key, fold, meaning, _SPREADS, "B")


def _compared(of: Measure, key: Key, fold: Fold) -> Feature:
    what = of.name.lower()
    meaning = f"the {what.replace('_', ' ')} over its usual one"
    return Feature(f"{key.name.lower()}_{what}_ratio", key, fold, meaning, _DOUBLINGS, "B")


CATALOGUE: tuple[Feature, ...] = (
    *_seen(Key.CONSIGNEE),
    _idle(Key.CONSIGNEE),
    _filed(Key.CONSIGNEE, _QUARTER),
    _surging(Key.CONSIGNEE),
    _measured(Measure.GAP, Key.CONSIGNEE, 1.0),
    _inspected(Key.CONSIGNEE),
    _hits(Key.CONSIGNEE, _YEAR, 20.0),
    _kinds_of(Key.CONSIGNOR, Key.CONSIGNEE, source="EMCDDA"),
    _kinds_of(Key.ROUTE, Key.CONSIGNEE, source="EMCDDA"),
    _measured(Measure.MASS, Key.CONSIGNEE, 1.0),
    *_seen(Key.CONSIGNOR),
    _filed(Key.CONSIGNOR, _QUARTER),
    _surging(Key.CONSIGNOR),
    _hits(Key.CONSIGNOR, _YEAR, 20.0),
    _kinds_of(Key.CONSIGNEE, Key.CONSIGNOR, source="EMCDDA"),
    _measured(Measure.MASS, Key.CONSIGNOR, 1.0),
    *_seen(Key.NOTIFY_PARTY),
    _hits(Key.NOTIFY_PARTY, _YEAR, 20.0),
    _kinds_of(Key.CONSIGNEE, Key.NOTIFY_PARTY, source="EMCDDA"),
    *_seen(Key.PAIR),
    _idle(Key.PAIR),
    _filed(Key.PAIR, _QUARTER),
    _compared(Measure.MASS, Key.PAIR, ratio(Measure.MASS, _HALF)),
    Feature(
        "telephone_since_first",
        Key.TELEPHONE,
        since_first(),
        "since it was first filed",
        _DAYS,
        "EMCDDA",
    ),
    _kinds_of(Key.CONSIGNEE, Key.TELEPHONE, source="EMCDDA"),
    _hits(Key.TELEPHONE, _YEAR, 10.0),
    _kinds_of(Key.CONSIGNEE, Key.ADDRESS, source="EMCDDA"),
    _hits(Key.ADDRESS, _YEAR, 10.0),
    _idle(Key.CONTAINER, source="EMCDDA"),
    _hits(Key.CONTAINER, _HALF, 10.0),
    _weekly(Key.CARRIER, _MONTH),
    _hits(Key.CARRIER, _YEAR, 50.0),
    _weekly(Key.ROUTE, _MONTH),
    _surging(Key.ROUTE),
    _hits(Key.ROUTE, _YEAR, 50.0),
    Feature(
        "route_since_found",
        Key.ROUTE,
        since_found(),
        "since something was last found",
        _DAYS,
        "WCO",
    ),
    _hits(Key.GOODS, _YEAR, 50.0),
    _measured(Measure.MASS, Key.GOODS, 1.0),
    _measured(Measure.PACKAGE_MASS, Key.GOODS, 1.0),
    _hits(Key.VESSEL, _HALF, 20.0),
    *_seen(Key.WAY),
    Feature(
        "consignor_way_new",
        Key.CONSIGNOR_WAY,
        new(),
        "whether it was never filed before",
        "0 or 1",
        "WCO",
    ),
    _surprising(Key.VIA, Key.ROUTE),
    _surprising(Key.ROUTE, Key.GOODS),
)
