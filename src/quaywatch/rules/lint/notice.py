"""What the linter says of a profile, where, and how bad it is."""

from enum import StrEnum

import msgspec

from quaywatch.cargo import Severity
from quaywatch.rules.text import Texts


class Kind(StrEnum):
    """What can be wrong with a profile that can be read."""

    NEVER = "never"
    DEAD = "dead"
    IDLE = "idle"
    SAME = "same"
    COVERED = "covered"
    BROAD = "broad"
    SILENT = "silent"
    VALUE = "value"
    CHECK = "check"
    UNTESTED = "untested"
    EXPIRED = "expired"
    EXPIRING = "expiring"


class Notice(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One remark on one profile."""

    kind: Kind
    severity: Severity
    code: str
    """The profile."""
    texts: Texts
    at: int | None = None
    """Character of the expression, from 0; None: all of the profile."""
    other: str | None = None
    """The other profile that it is about."""


_SEVERITY = {
    Kind.NEVER: Severity.ERROR,
    Kind.EXPIRED: Severity.ERROR,
    Kind.CHECK: Severity.ERROR,
    Kind.IDLE: Severity.INFO,
    Kind.EXPIRING: Severity.INFO,
    Kind.SILENT: Severity.INFO,
}
"""A warning where nothing else is said."""

_TEXTS = {
    Kind.NEVER: Texts(
        en="Nothing can meet this: it contradicts what is asked before.",
        fr="Rien ne peut y répondre : cela contredit ce qui est demandé avant.",
        nl="Niets kan hieraan voldoen: het spreekt tegen wat ervoor wordt gevraagd.",
        es="Nada puede cumplirlo: contradice lo que se pide antes.",
    ),
    Kind.DEAD: Texts(
        en="This alternative can never hold; the others decide.",
        fr="Cette possibilité ne peut jamais se produire ; les autres décident.",
        nl="Deze mogelijkheid kan nooit gelden; de andere beslissen.",
        es="Esta alternativa nunca puede darse; deciden las demás.",
    ),
    Kind.IDLE: Texts(
        en="This follows from the other conditions and can be left out.",
        fr="Cela découle des autres conditions et peut être supprimé.",
        nl="Dit volgt uit de andere voorwaarden en kan weg.",
        es="Esto se deduce de las demás condiciones y puede quitarse.",
    ),
    Kind.SAME: Texts(
        en="Profile {other} is met by exactly the same consignments.",
        fr="Le profil {other} répond exactement aux mêmes envois.",
        nl="Profiel {other} treft precies dezelfde zendingen.",
        es="El perfil {other} coincide exactamente con los mismos envíos.",
    ),
    Kind.COVERED: Texts(
        en="Whatever meets this profile also meets {other}.",
        fr="Tout ce qui répond à ce profil répond aussi à {other}.",
        nl="Alles wat aan dit profiel voldoet, voldoet ook aan {other}.",
        es="Todo lo que cumple este perfil cumple también {other}.",
    ),
    Kind.BROAD: Texts(
        en="It is met by {share} of {height} consignments of the sample: too many to look at.",
        fr="Il concerne {share} des {height} envois de l'échantillon : trop pour les examiner.",
        nl="Het treft {share} van {height} zendingen in de steekproef: te veel om te bekijken.",
        es="Lo cumplen {share} de {height} envíos de la muestra: demasiados para revisarlos.",
    ),
    Kind.SILENT: Texts(
        en="None of {height} consignments of the sample meets it.",
        fr="Aucun des {height} envois de l'échantillon n'y répond.",
        nl="Geen van {height} zendingen in de steekproef voldoet eraan.",
        es="Ninguno de los {height} envíos de la muestra lo cumple.",
    ),
    Kind.VALUE: Texts(
        en='{name} is never "{value}".',
        fr="{name} ne vaut jamais « {value} ».",
        nl="{name} is nooit “{value}”.",
        es="{name} nunca es «{value}».",
    ),
    Kind.CHECK: Texts(
        en='No check is named "{value}".',
        fr="Aucun contrôle ne s'appelle « {value} ».",
        nl="Geen controle heet “{value}”.",
        es="Ningún control se llama «{value}».",
    ),
    Kind.UNTESTED: Texts(
        en="Its tests lack an example that must match or one that must not.",
        fr="Il manque à ses tests un exemple qui doit répondre ou un qui ne doit pas.",
        nl="In de tests ontbreekt een voorbeeld dat moet treffen of een dat dat niet mag.",
        es="A sus pruebas les falta un ejemplo que deba cumplirlo o uno que no.",
    ),
    Kind.EXPIRED: Texts(
        en="It ended on {day}.",
        fr="Il a pris fin le {day}.",
        nl="Het is geëindigd op {day}.",
        es="Terminó el {day}.",
    ),
    Kind.EXPIRING: Texts(
        en="It ends on {day}.",
        fr="Il prend fin le {day}.",
        nl="Het eindigt op {day}.",
        es="Termina el {day}.",
    ),
}


def notice(
    kind: Kind, code: str, at: int | None = None, other: str | None = None, **values: object
) -> Notice:
    """Make a notice; `values` fill the gaps of its text."""
    pattern, filled = _TEXTS[kind], values | {"other": other}
    return Notice(
        kind=kind,
        severity=_SEVERITY.get(kind, Severity.WARNING),
        code=code,
        texts=Texts(
            en=pattern.en.format(**filled),
            fr=pattern.fr.format(**filled),
            nl=pattern.nl.format(**filled),
            es=pattern.es.format(**filled),
        ),
        at=at,
        other=other,
    )
