"""What the features of the past say (see `history.catalogue`): forms by the kind of reading.

Sentences put the key behind "with", so that no language has to agree with its gender.
"""

from quaywatch.history import CATALOGUE, Feature
from quaywatch.history.feature import Reading
from quaywatch.history.keys import Key
from quaywatch.risk.telling.form import Form, Telling
from quaywatch.risk.telling.measured import COMPARED, DEVIATING, UNCOMPARED, of_measure
from quaywatch.risk.telling.who import MANY, SURPRISING, WHO
from quaywatch.rules import Texts

_UNKNOWN = Texts(
    en="Nothing is known yet of {who}",
    fr="On ne sait encore rien de {who}",
    nl="Van {who} is nog niets bekend",
    es="Aún no se sabe nada de {who}",
)
_NOTHING_FOUND = Texts(
    en="No find with {who} is known",
    fr="Aucune découverte avec {who} n'est connue",
    nl="Er is geen vondst met {who} bekend",
    es="No se conoce ningún hallazgo con {who}",
)

_FORMS: dict[Reading, tuple[Form, ...]] = {
    Reading.NEW: (
        Form(
            Texts(
                en="There were filings with {who} before",
                fr="Il y a déjà eu des déclarations avec {who}",
                nl="Er waren al eerder aangiften met {who}",
                es="Ya hubo declaraciones con {who}",
            )
        ),
        Form(
            Texts(
                en="First filing ever with {who}",
                fr="Toute première déclaration avec {who}",
                nl="Allereerste aangifte met {who}",
                es="Primera declaración de todas con {who}",
            ),
            least=0.5,
        ),
    ),
    Reading.SINCE_FIRST: (
        Form(
            Texts(
                en="First filing with {who}: {span} ago",
                fr="Première déclaration avec {who} : il y a {span}",
                nl="Eerste aangifte met {who}: {span} geleden",
                es="Primera declaración con {who}: hace {span}",
            )
        ),
    ),
    Reading.SINCE_LAST: (
        Form(
            Texts(
                en="Last filing with {who}: {span} ago",
                fr="Dernière déclaration avec {who} : il y a {span}",
                nl="Laatste aangifte met {who}: {span} geleden",
                es="Última declaración con {who}: hace {span}",
            )
        ),
    ),
    Reading.SINCE_FOUND: (
        Form(
            Texts(
                en="Last find with {who}: {span} ago",
                fr="Dernière découverte avec {who} : il y a {span}",
                nl="Laatste vondst met {who}: {span} geleden",
                es="Último hallazgo con {who}: hace {span}",
            )
        ),
    ),
    Reading.COUNT: (
        Form(
            Texts(
                en="Hardly any recent filing with {who}",
                fr="Guère de déclarations récentes avec {who}",
                nl="Nauwelijks recente aangiften met {who}",
                es="Apenas hay declaraciones recientes con {who}",
            )
        ),
        Form(
            Texts(
                en="Recent filings with {who}: about {count}",
                fr="Déclarations récentes avec {who} : environ {count}",
                nl="Recente aangiften met {who}: ongeveer {count}",
                es="Declaraciones recientes con {who}: unas {count}",
            ),
            least=0.5,
        ),
    ),
    Reading.RATE: (
        Form(
            Texts(
                en="Filings a week with {who}: about {off}",
                fr="Déclarations par semaine avec {who} : environ {off}",
                nl="Aangiften per week met {who}: ongeveer {off}",
                es="Declaraciones por semana con {who}: unas {off}",
            )
        ),
    ),
    Reading.SURGE: (
        Form(
            Texts(
                en="Fewer filings than usual with {who} this week: the usual rate is {times} times "
                "as high",
                fr="Moins de déclarations que d'habitude avec {who} cette semaine : le rythme "
                "habituel est {times} fois plus élevé",
                nl="Minder aangiften dan gewoonlijk met {who} deze week: gewoonlijk {times} keer "
                "zo veel",
                es="Menos declaraciones de lo habitual con {who} esta semana: lo habitual es "
                "{times} veces más",
            )
        ),
        Form(
            Texts(
                en="About as many filings as usual with {who} this week",
                fr="À peu près autant de déclarations que d'habitude avec {who} cette semaine",
                nl="Ongeveer evenveel aangiften als gewoonlijk met {who} deze week",
                es="Aproximadamente tantas declaraciones como de costumbre con {who} esta semana",
            ),
            least=-0.5,
        ),
        Form(
            Texts(
                en="{times} times as many filings as usual with {who} this week",
                fr="{times} fois plus de déclarations que d'habitude avec {who} cette semaine",
                nl="{times} keer zo veel aangiften als gewoonlijk met {who} deze week",
                es="{times} veces más declaraciones de lo habitual con {who} esta semana",
            ),
            least=0.5,
        ),
    ),
    Reading.INSPECTED: (
        Form(
            Texts(
                en="Hardly any recent inspection with {who}",
                fr="Guère de contrôles récents avec {who}",
                nl="Nauwelijks recente controles met {who}",
                es="Apenas hay inspecciones recientes con {who}",
            )
        ),
        Form(
            Texts(
                en="Recent inspections with {who}: about {count}",
                fr="Contrôles récents avec {who} : environ {count}",
                nl="Recente controles met {who}: ongeveer {count}",
                es="Inspecciones recientes con {who}: unas {count}",
            ),
            least=0.5,
        ),
    ),
    Reading.HIT_RATE: (
        Form(
            Texts(
                en="Share of inspections with {who} that find something, as far as is known: "
                "{share}",
                fr="Part des contrôles avec {who} qui découvrent quelque chose, pour autant que "
                "l'on sache : {share}",
                nl="Aandeel van de controles met {who} dat iets vindt, voor zover bekend: {share}",
                es="Proporción de inspecciones con {who} que hallan algo, por lo que se sabe: "
                "{share}",
            )
        ),
        Form(
            Texts(
                en="Inspections of consignments with {who}: {inspected}, of which {found} found "
                "something",
                fr="Contrôles d'envois avec {who} : {inspected}, dont {found} avec découverte",
                nl="Controles van zendingen met {who}: {inspected}, waarvan {found} met een vondst",
                es="Inspecciones de envíos con {who}: {inspected}, de las que {found} con hallazgo",
            ),
            needs="inspected",
        ),
    ),
}


def _different(of: Key) -> tuple[Form, ...]:
    many = MANY[of]
    return (
        Form(
            Texts(
                en=f"Different {many.en} with {{who}} in about a year: {{count}}",
                fr=f"Nombre de {many.fr} avec {{who}} en un an environ : {{count}}",
                nl=f"Aantal {many.nl} met {{who}} in ongeveer een jaar: {{count}}",
                es=f"Número de {many.es} con {{who}} en un año aproximadamente: {{count}}",
            )
        ),
    )


def _telling(feature: Feature) -> Telling:
    reading, who = feature.fold.reading, WHO[feature.key]
    match reading:
        case Reading.DISTINCT:
            of = Key(feature.fold.accumulators[0].of)
            return Telling(_different(of), _UNKNOWN, who)
        case Reading.SURPRISE:
            of = Key(feature.fold.accumulators[0].of)
            return Telling((Form(SURPRISING[feature.key, of]),), _UNKNOWN, who)
        case Reading.DEVIATION:
            measure = of_measure(feature)
            return Telling(DEVIATING[measure], UNCOMPARED[measure], who)
        case Reading.RATIO:
            measure = of_measure(feature)
            return Telling(COMPARED[measure], UNCOMPARED[measure], who)
        case Reading.SINCE_FOUND:
            return Telling(_FORMS[reading], _NOTHING_FOUND, who)
        case _:
            return Telling(_FORMS[reading], _UNKNOWN, who)


PAST: dict[str, Telling] = {feature.name: _telling(feature) for feature in CATALOGUE}
"""Every feature of the past, by name."""
