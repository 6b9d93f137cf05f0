"""Numbers as an officer reads them, each kind under the name that sentences use."""

import math
from collections.abc import Callable

from quaywatch.risk import wording
from quaywatch.rules import Texts

_HOURS = Texts(en="{0} h", fr="{0} h", nl="{0} uur", es="{0} h")
_DAYS = Texts(en="{0} days", fr="{0} jours", nl="{0} dagen", es="{0} días")
_NEAR_ALL = 0.99
_HOURS_UP_TO = 2.0
"""Days up to which hours are said."""


def span(days: float, language: str) -> str:
    """Return a stretch of time in hours or days."""
    if days < _HOURS_UP_TO:
        return _HOURS.get(language).format(wording.integer(round(days * 24), language))
    whole = round(days)
    return _DAYS.get(language).format(wording.integer(whole, language))


def hours(value: float, language: str) -> str:
    """Return a number of hours as a stretch of time, whichever way it runs."""
    return span(abs(value) / 24, language)


def count(value: float, language: str) -> str:
    """Return a whole number."""
    return wording.integer(round(value), language)


def share(value: float, language: str) -> str:
    """Return a share in percent, to two significant digits, near all of it to three."""
    if _NEAR_ALL < value < 1:  # what is not all is not rounded to it
        percent = wording.marked(f"{math.floor(value * 1000) / 10:g}", language)
    else:
        percent = wording.decimal(100 * value, language)
    return f"{percent}%" if language == "en" else f"{percent} %"


def chance(bits: float, language: str) -> str:
    """Return the share that a surprise in bits stands for."""
    return share(2.0**-bits, language)


def mass(kilograms: float, language: str) -> str:
    """Return a mass in kilograms, from a tonne up in tonnes."""
    if kilograms >= 1000:
        return f"{wording.decimal(kilograms / 1000, language)} t"
    return f"{wording.decimal(kilograms, language)} kg"


def times(doublings: float, language: str) -> str:
    """Return the factor that doublings, up or down, stand for."""
    return wording.decimal(2.0 ** abs(doublings), language)


def off(value: float, language: str) -> str:
    """Return how far something lies off, without saying which way."""
    return wording.decimal(abs(value), language)


def degrees(value: float, language: str) -> str:
    """Return a temperature in degrees Celsius."""
    sign = "-" if value < 0 else ""
    return f"{sign}{wording.decimal(abs(value), language)} °C"


FORMATS: dict[str, Callable[[float, str], str]] = {
    "span": span,
    "hours": hours,
    "count": count,
    "share": share,
    "chance": chance,
    "mass": mass,
    "times": times,
    "off": off,
    "degrees": degrees,
}
"""How the value itself is written, by the name that stands in a sentence."""

BESIDE: dict[str, Callable[[float, str], str]] = {
    "inspected": count,
    "found": count,
    "usual": mass,
    "said": mass,
    "percentile": share,
}
"""How what stands beside the value is written."""
