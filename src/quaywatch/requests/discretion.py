"""Keeps what officers write themselves from telling a filer why its cargo is of interest.

Questions rest on documentary findings alone (`asking`); only the officer's own remark could tell
more, so it is read before it goes out.
"""

import re
from collections.abc import Collection

from quaywatch.requests.acts import Refusal, Refused

_WORDS = (
    r"risk (score|profile|rank|level)",
    r"watch[ -]?list",
    r"(score|profil|liste) (de )?(risque|surveillance)",
    r"risico(score|profiel|analyse)",
    r"(bewakings|waarschuwings)lijst",
    r"(puntuación|perfil|nivel) de riesgo",
    r"lista de (vigilancia|observação)",
    r"(pontuação|perfil) de risco",
    r"risiko(profil|wert|bewertung)",
    r"(überwachungs|beobachtungs)liste",
    r"log[ -]?odds",
    r"(0[.,]\d{2,})",
    r"probabili\w*",
    r"wahrscheinlich\w*",
    r"waarschijnlijk\w*",
)
_TELLING = re.compile("|".join(_WORDS), re.IGNORECASE)
_SHORTEST = 3


def check(remark: str, confidential: Collection[str]) -> None:
    """Refuse a remark that speaks of scoring, or names one of `confidential`.

    `confidential` are the names of officers, profiles and watch lists.

    Raises:
        Refused: with `Refusal.TELLS_TOO_MUCH`, naming what must go.

    """
    found = _TELLING.search(remark)
    telling = found.group() if found else _named(remark, confidential)
    if telling:
        raise Refused(
            Refusal.TELLS_TOO_MUCH, f"“{telling}” must not reach a filer: put it in other words."
        )


def _named(remark: str, confidential: Collection[str]) -> str:
    said = f" {_words(remark)} "
    for name in sorted(confidential):
        words = _words(name)
        if len(words) >= _SHORTEST and f" {words} " in said:
            return name
    return ""


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
