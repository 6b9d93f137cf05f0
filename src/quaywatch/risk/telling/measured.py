"""How a measure that lies off its usual one is said."""

from quaywatch.history.feature import Feature
from quaywatch.history.measures import Measure
from quaywatch.risk.telling.form import Form
from quaywatch.rules import Texts

_FROM = 1.0
"""Standard deviations from which on something is off."""


def of_measure(feature: Feature) -> Measure:
    """Return what a feature measures."""
    return Measure(feature.fold.accumulators[0].of)


DEVIATING: dict[Measure, tuple[Form, ...]] = {
    Measure.GAP: (
        Form(
            Texts(
                en="Sooner than usual after the last filing with {who} (by {off} standard "
                "deviations)",
                fr="Plus tôt que d'habitude après la dernière déclaration avec {who} (de {off} "
                "écarts types)",
                nl="Eerder dan gewoonlijk na de laatste aangifte met {who} ({off} "
                "standaardafwijkingen)",
                es="Antes de lo habitual tras la última declaración con {who} ({off} desviaciones "
                "típicas)",
            )
        ),
        Form(
            Texts(
                en="About as long as usual after the last filing with {who}",
                fr="À peu près le délai habituel depuis la dernière déclaration avec {who}",
                nl="Ongeveer zo lang als gewoonlijk na de laatste aangifte met {who}",
                es="Aproximadamente el plazo habitual desde la última declaración con {who}",
            ),
            least=-_FROM,
        ),
        Form(
            Texts(
                en="Longer than usual after the last filing with {who} (by {off} standard "
                "deviations)",
                fr="Plus tard que d'habitude après la dernière déclaration avec {who} (de {off} "
                "écarts types)",
                nl="Later dan gewoonlijk na de laatste aangifte met {who} ({off} "
                "standaardafwijkingen)",
                es="Después de lo habitual tras la última declaración con {who} ({off} "
                "desviaciones típicas)",
            ),
            least=_FROM,
        ),
    ),
    Measure.MASS: (
        Form(
            Texts(
                en="Lighter than usual with {who} (by {off} standard deviations)",
                fr="Plus léger que d'habitude avec {who} (de {off} écarts types)",
                nl="Lichter dan gewoonlijk met {who} ({off} standaardafwijkingen)",
                es="Más ligero de lo habitual con {who} ({off} desviaciones típicas)",
            )
        ),
        Form(
            Texts(
                en="About as heavy as usual with {who}",
                fr="À peu près la masse habituelle avec {who}",
                nl="Ongeveer zo zwaar als gewoonlijk met {who}",
                es="Aproximadamente la masa habitual con {who}",
            ),
            least=-_FROM,
        ),
        Form(
            Texts(
                en="Heavier than usual with {who} (by {off} standard deviations)",
                fr="Plus lourd que d'habitude avec {who} (de {off} écarts types)",
                nl="Zwaarder dan gewoonlijk met {who} ({off} standaardafwijkingen)",
                es="Más pesado de lo habitual con {who} ({off} desviaciones típicas)",
            ),
            least=_FROM,
        ),
    ),
    Measure.PACKAGE_MASS: (
        Form(
            Texts(
                en="Lighter packages than usual with {who} (by {off} standard deviations)",
                fr="Colis plus légers que d'habitude avec {who} (de {off} écarts types)",
                nl="Lichtere colli dan gewoonlijk met {who} ({off} standaardafwijkingen)",
                es="Bultos más ligeros de lo habitual con {who} ({off} desviaciones típicas)",
            )
        ),
        Form(
            Texts(
                en="Packages about as heavy as usual with {who}",
                fr="Colis à peu près de la masse habituelle avec {who}",
                nl="Colli ongeveer zo zwaar als gewoonlijk met {who}",
                es="Bultos aproximadamente de la masa habitual con {who}",
            ),
            least=-_FROM,
        ),
        Form(
            Texts(
                en="Heavier packages than usual with {who} (by {off} standard deviations)",
                fr="Colis plus lourds que d'habitude avec {who} (de {off} écarts types)",
                nl="Zwaardere colli dan gewoonlijk met {who} ({off} standaardafwijkingen)",
                es="Bultos más pesados de lo habitual con {who} ({off} desviaciones típicas)",
            ),
            least=_FROM,
        ),
    ),
}
"""By how many standard deviations it lies off."""

COMPARED: dict[Measure, tuple[Form, ...]] = {
    Measure.MASS: (
        Form(
            Texts(
                en="The mass differs from the usual one with {who} by a factor of {times}",
                fr="La masse s'écarte de la masse habituelle avec {who} d'un facteur {times}",
                nl="De massa wijkt een factor {times} af van de gewone met {who}",
                es="La masa se aparta de la habitual con {who} en un factor de {times}",
            )
        ),
        Form(
            Texts(
                en="Usually about {usual} with {who}, here {said}",
                fr="D'habitude environ {usual} avec {who}, ici {said}",
                nl="Gewoonlijk ongeveer {usual} met {who}, hier {said}",
                es="Habitualmente unas {usual} con {who}, aquí {said}",
            ),
            needs="usual",
        ),
    ),
}
"""By what factor it lies off."""

UNCOMPARED: dict[Measure, Texts] = {
    Measure.GAP: Texts(
        en="No usual rhythm of filings with {who} is known",
        fr="Aucun rythme habituel de déclaration avec {who} n'est connu",
        nl="Er is geen gewoon ritme van aangiften met {who} bekend",
        es="No se conoce un ritmo habitual de declaraciones con {who}",
    ),
    Measure.MASS: Texts(
        en="No usual mass with {who} to compare with",
        fr="Pas de masse habituelle avec {who} pour comparer",
        nl="Geen gewone massa met {who} om mee te vergelijken",
        es="No hay masa habitual con {who} con la que comparar",
    ),
    Measure.PACKAGE_MASS: Texts(
        en="No usual mass of packages with {who} to compare with",
        fr="Pas de masse habituelle des colis avec {who} pour comparer",
        nl="Geen gewone massa van colli met {who} om mee te vergelijken",
        es="No hay masa habitual de bultos con {who} con la que comparar",
    ),
}
"""What is said where nothing can be compared."""
