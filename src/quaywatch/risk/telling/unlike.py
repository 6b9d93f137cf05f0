"""What is said of a consignment that is unlike all that was ever inspected."""

from quaywatch.risk.telling.form import Form, Telling
from quaywatch.rules import Texts

UNLIKE = "novelty"
"""Code of the reason: how unlike the inspected ones it is, and by what most."""

NEVER_SEEN_FROM = 0.99
"""Percentile from which on nothing like it was inspected before."""

NOVELTY: dict[str, Telling] = {
    UNLIKE: Telling(
        (
            Form(
                Texts(
                    en="More unusual than {share} of those inspected",
                    fr="Plus inhabituel que {share} des envois contrôlés",
                    nl="Ongewoner dan {share} van de gecontroleerde",
                    es="Más inusual que el {share} de los inspeccionados",
                )
            ),
            Form(
                Texts(
                    en="Nothing like this was inspected before: more unusual than {share} of those "
                    "that were",
                    fr="Rien de tel n'a encore été contrôlé : plus inhabituel que {share} des "
                    "envois qui l'ont été",
                    nl="Zoiets werd nog niet gecontroleerd: ongewoner dan {share} van wat wel "
                    "gecontroleerd werd",
                    es="Nunca se inspeccionó nada parecido: más inusual que el {share} de lo "
                    "inspeccionado",
                ),
                least=NEVER_SEEN_FROM,
            ),
        ),
        Texts(
            en="How unusual it is cannot be said yet",
            fr="On ne peut encore dire à quel point c'est inhabituel",
            nl="Hoe ongewoon het is, valt nog niet te zeggen",
            es="Aún no se puede decir cuán inusual es",
        ),
    )
}

MOST = Texts(
    en=". Most unusual: {0}",
    fr=". Le plus inhabituel : {0}",
    nl=". Het ongewoonst: {0}",
    es=". Lo más inusual: {0}",
)
"""What is most unusual in it, as a fact."""
