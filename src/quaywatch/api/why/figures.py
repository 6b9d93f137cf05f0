"""Figures of a plan's reasons, as an officer reads them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from quaywatch.api import wording
from quaywatch.api.schemas import Language
from quaywatch.cargo import InspectionKind
from quaywatch.risk import naming
from quaywatch.risk.telling import figures
from quaywatch.risk.wording import decimal, integer
from quaywatch.rules import Texts

NOTHING = 1e-5
"""Finds below which nothing is told apart."""
_LEAST = 1000 * NOTHING
_PER_THOUSAND = Texts(
    en="{0} finds per 1,000",
    fr="{0} découverte{s} pour 1\u202f000",
    nl="{0} vondsten per 1.000",
    es="{0} hallazgos por 1\u202f000",
)
_FRENCH_PLURAL = 2
_LESS = Texts(en="less than {0}", fr="moins de {0}", nl="minder dan {0}", es="menos de {0}")
_HOURS = Texts(en="{0} h", fr="{0} h", nl="{0} uur", es="{0} h")
_THEN = Texts(en=", then ", fr=", puis ", nl=", dan ", es=", luego ")
_UNDECLARED = Texts(
    en="(undeclared)", fr="(non déclarée)", nl="(niet aangegeven)", es="(sin declarar)"
)
_CHAPTER = Texts(
    en="HS chapter {0}", fr="chapitre SH {0}", nl="GS-hoofdstuk {0}", es="capítulo SA {0}"
)
_REST = Texts(en="all others", fr="tous les autres", nl="alle andere", es="todos los demás")


@dataclass(frozen=True, slots=True)
class Figures:
    """Writes figures for one reader."""

    language: Language
    zone: ZoneInfo
    day: datetime
    """An instant of the day whose date goes without saying."""

    def finds(self, value: float) -> str:
        """Return expected finds, in a thousand such looks."""
        size = 1000 * abs(value)
        told = _PER_THOUSAND.get(self.language).format(
            decimal(max(size, _LEAST), self.language), s="s" if size >= _FRENCH_PLURAL else ""
        )
        if size < _LEAST:
            told = _LESS.get(self.language).format(told)
        return f"\u2212{told}" if value < 0 and size >= _LEAST else told

    def share(self, value: float) -> str:
        """Return a probability, in percent."""
        return figures.share(value, self.language)

    def factor(self, value: float) -> str:
        """Return a plain number."""
        return decimal(value, self.language)

    def count(self, value: int) -> str:
        """Return a whole number."""
        return integer(value, self.language)

    def euros(self, value: float) -> str:
        """Return an amount of money."""
        return f"{decimal(value, self.language)} EUR"

    def hours(self, value: float) -> str:
        """Return a stretch of time."""
        return _HOURS.get(self.language).format(decimal(value, self.language))

    def at(self, instant: datetime) -> str:
        """Return an instant on the port's clock."""
        local, day = instant.astimezone(self.zone), self.day.astimezone(self.zone)
        return f"{local:%H:%M}" if local.date() == day.date() else f"{local:%Y-%m-%d %H:%M}"

    def steps(self, kinds: Iterable[InspectionKind]) -> str:
        """Return what a policy does, in turn."""
        return _THEN.get(self.language).join(wording.named(k.value, self.language) for k in kinds)

    def stratum(self, name: str) -> str:
        """Return what a stratum such as EC, ECGYE, 08 or EC/08 is called."""
        if not name:
            return _UNDECLARED.get(self.language)
        return " · ".join(self._part(one) for one in re.split("[/ ]", name))

    def _part(self, code: str) -> str:
        if code == "*":
            return _REST.get(self.language)
        if code.isdecimal():
            return _CHAPTER.get(self.language).format(naming.goods(code, self.language))
        namer = naming.country if len(code) == len("EC") else naming.port
        return namer(code, self.language)
