"""What numbers made of the declaration itself say."""

from quaywatch.risk.telling.form import Form, Telling
from quaywatch.rules import Texts

_UNSAID = Texts(
    en="Nothing is declared of it",
    fr="Rien n'est déclaré à ce sujet",
    nl="Daarover is niets aangegeven",
    es="No se declara nada al respecto",
)


def _plain(en: str, fr: str, nl: str, es: str, absent: Texts = _UNSAID) -> Telling:
    """Return the telling of an input that reads the same whatever its value."""
    return Telling((Form(Texts(en=en, fr=fr, nl=nl, es=es)),), absent)


def _whether(no: Texts, yes: Texts, absent: Texts = _UNSAID) -> Telling:
    return Telling((Form(no), Form(yes, least=0.5)), absent)


_NO_DATES = Texts(
    en="Dates of departure or arrival are missing",
    fr="Des dates de départ ou d'arrivée manquent",
    nl="Datums van vertrek of aankomst ontbreken",
    es="Faltan fechas de salida o de llegada",
)
_NO_MASS = Texts(
    en="No gross mass of the goods is declared",
    fr="Aucune masse brute des marchandises n'est déclarée",
    nl="Er is geen brutomassa van de goederen aangegeven",
    es="No se declara la masa bruta de las mercancías",
)
_NO_PACKAGES = Texts(
    en="No number of packages is declared",
    fr="Aucun nombre de colis n'est déclaré",
    nl="Er is geen aantal colli aangegeven",
    es="No se declara el número de bultos",
)
_NO_CODE = Texts(
    en="No HS code is declared",
    fr="Aucun code SH n'est déclaré",
    nl="Er is geen GS-code aangegeven",
    es="No se declara ningún código SA",
)
_UNWEIGHED = Texts(
    en="No box has both a declared and a verified mass",
    fr="Aucun conteneur n'a à la fois une masse déclarée et une masse vérifiée",
    nl="Geen container heeft zowel een aangegeven als een geverifieerde massa",
    es="Ningún contenedor tiene a la vez masa declarada y masa verificada",
)

DECLARED: dict[str, Telling] = {
    "additive": _plain(
        "All else that is known, weighed as by the expert model",
        "Tout le reste de ce qui est connu, pesé comme par le modèle d'experts",
        "Al het overige dat bekend is, gewogen zoals door het expertmodel",
        "Todo lo demás que se sabe, ponderado como por el modelo experto",
    ),
    "consignor_fields": _plain(
        "Particulars given of the consignor: {count} of 8",
        "Données fournies sur l'expéditeur : {count} sur 8",
        "Gegevens over de afzender: {count} van 8",
        "Datos facilitados del expedidor: {count} de 8",
    ),
    "consignee_fields": _plain(
        "Particulars given of the consignee: {count} of 8",
        "Données fournies sur le destinataire : {count} sur 8",
        "Gegevens over de geadresseerde: {count} van 8",
        "Datos facilitados del destinatario: {count} de 8",
    ),
    "notify_party_fields": _plain(
        "Particulars given of the notify party: {count} of 8",
        "Données fournies sur la partie à notifier : {count} sur 8",
        "Gegevens over de te verwittigen partij: {count} van 8",
        "Datos facilitados de la parte a notificar: {count} de 8",
    ),
    "lead_hours": Telling(
        (
            Form(
                Texts(
                    en="Filed {hours} after departure",
                    fr="Déclaré {hours} après le départ",
                    nl="{hours} na het vertrek aangegeven",
                    es="Declarado {hours} después de la salida",
                )
            ),
            Form(
                Texts(
                    en="Filed {hours} before departure",
                    fr="Déclaré {hours} avant le départ",
                    nl="{hours} voor het vertrek aangegeven",
                    es="Declarado {hours} antes de la salida",
                ),
                least=0.0,
            ),
        ),
        _NO_DATES,
    ),
    "sailing_days": _plain(
        "At sea for {span}",
        "En mer pendant {span}",
        "{span} op zee",
        "En el mar durante {span}",
        _NO_DATES,
    ),
    "transhipments": _plain(
        "Declared transhipments: {count}",
        "Transbordements déclarés : {count}",
        "Aangegeven overladingen: {count}",
        "Transbordos declarados: {count}",
    ),
    "notify_is_consignee": _whether(
        Texts(
            en="The notify party is not the consignee",
            fr="La partie à notifier n'est pas le destinataire",
            nl="De te verwittigen partij is niet de geadresseerde",
            es="La parte a notificar no es el destinatario",
        ),
        Texts(
            en="The notify party is the consignee",
            fr="La partie à notifier est le destinataire",
            nl="De te verwittigen partij is de geadresseerde",
            es="La parte a notificar es el destinatario",
        ),
        Texts(
            en="Consignee or notify party is not named",
            fr="Le destinataire ou la partie à notifier n'est pas nommé",
            nl="Geadresseerde of te verwittigen partij is niet genoemd",
            es="No se nombra al destinatario o a la parte a notificar",
        ),
    ),
    "house": _whether(
        Texts(
            en="A carrier's master bill",
            fr="Un connaissement principal du transporteur",
            nl="Een hoofdcognossement van de vervoerder",
            es="Un conocimiento máster del transportista",
        ),
        Texts(
            en="A forwarder's house bill",
            fr="Un connaissement de transitaire",
            nl="Een cognossement van een expediteur",
            es="Un conocimiento de transitario",
        ),
    ),
    "goods_items": _plain(
        "Lines of goods: {count}",
        "Lignes de marchandises : {count}",
        "Goederenregels: {count}",
        "Líneas de mercancías: {count}",
    ),
    "goods_mass_kg": _plain(
        "Gross mass of the goods: {mass}",
        "Masse brute des marchandises : {mass}",
        "Brutomassa van de goederen: {mass}",
        "Masa bruta de las mercancías: {mass}",
        _NO_MASS,
    ),
    "package_count": _plain(
        "Packages: {count}", "Colis : {count}", "Colli: {count}", "Bultos: {count}", _NO_PACKAGES
    ),
    "package_mass_kg": _plain(
        "Gross mass of one package: {mass}",
        "Masse brute d'un colis : {mass}",
        "Brutomassa van één collo: {mass}",
        "Masa bruta de un bulto: {mass}",
        Texts(
            en="The mass of one package cannot be worked out",
            fr="La masse d'un colis ne peut être calculée",
            nl="De massa van één collo is niet te berekenen",
            es="No se puede calcular la masa de un bulto",
        ),
    ),
    "description_length": _plain(
        "Goods described in {count} characters",
        "Marchandises décrites en {count} caractères",
        "Goederen omschreven in {count} tekens",
        "Mercancías descritas en {count} caracteres",
        Texts(
            en="The goods are not described",
            fr="Les marchandises ne sont pas décrites",
            nl="De goederen zijn niet omschreven",
            es="Las mercancías no están descritas",
        ),
    ),
    "hs_code_length": _plain(
        "HS code of {count} digits",
        "Code SH à {count} chiffres",
        "GS-code van {count} cijfers",
        "Código SA de {count} cifras",
        _NO_CODE,
    ),
    "boxes": _plain(
        "Containers on the bill: {count}",
        "Conteneurs sur le connaissement : {count}",
        "Containers op het cognossement: {count}",
        "Contenedores en el conocimiento: {count}",
    ),
    "box_mass_kg": _plain(
        "Declared mass in a container: {mass}",
        "Masse déclarée par conteneur : {mass}",
        "Aangegeven massa per container: {mass}",
        "Masa declarada por contenedor: {mass}",
        _NO_MASS,
    ),
    "tare_least_kg": Telling(
        (
            Form(
                Texts(
                    en="The verified mass of a box and its cargo is below the declared cargo alone",
                    fr="La masse vérifiée d'un conteneur avec son chargement est inférieure au "
                    "seul chargement déclaré",
                    nl="De geverifieerde massa van een container met lading ligt onder de "
                    "aangegeven lading alleen",
                    es="La masa verificada de un contenedor con su carga es inferior a la carga "
                    "declarada sola",
                )
            ),
            Form(
                Texts(
                    en="Least that a box weighs beyond its declared cargo: {mass}",
                    fr="Le moins qu'un conteneur pèse au-delà du chargement déclaré : {mass}",
                    nl="Minste dat een container meer weegt dan de aangegeven lading: {mass}",
                    es="Lo mínimo que un contenedor pesa por encima de la carga declarada: {mass}",
                ),
                least=0.0,
            ),
        ),
        _UNWEIGHED,
    ),
    "tare_most_kg": Telling(
        (
            Form(
                Texts(
                    en="No box weighs more than its declared cargo",
                    fr="Aucun conteneur ne pèse plus que son chargement déclaré",
                    nl="Geen container weegt meer dan zijn aangegeven lading",
                    es="Ningún contenedor pesa más que su carga declarada",
                )
            ),
            Form(
                Texts(
                    en="Most that a box weighs beyond its declared cargo: {mass}",
                    fr="Le plus qu'un conteneur pèse au-delà du chargement déclaré : {mass}",
                    nl="Meeste dat een container meer weegt dan de aangegeven lading: {mass}",
                    es="Lo máximo que un contenedor pesa por encima de la carga declarada: {mass}",
                ),
                least=0.0,
            ),
        ),
        _UNWEIGHED,
    ),
    "unweighed_boxes": _whether(
        Texts(
            en="Every box has a declared and a verified mass",
            fr="Chaque conteneur a une masse déclarée et une masse vérifiée",
            nl="Elke container heeft een aangegeven en een geverifieerde massa",
            es="Cada contenedor tiene masa declarada y masa verificada",
        ),
        Texts(
            en="Boxes without a declared or a verified mass: {count}",
            fr="Conteneurs sans masse déclarée ou sans masse vérifiée : {count}",
            nl="Containers zonder aangegeven of zonder geverifieerde massa: {count}",
            es="Contenedores sin masa declarada o sin masa verificada: {count}",
        ),
    ),
    "seals_least": _whether(
        Texts(
            en="A container without a seal number",
            fr="Un conteneur sans numéro de scellé",
            nl="Een container zonder zegelnummer",
            es="Un contenedor sin número de precinto",
        ),
        Texts(
            en="Seals declared on each container: {count} or more",
            fr="Scellés déclarés par conteneur : {count} ou plus",
            nl="Aangegeven zegels per container: {count} of meer",
            es="Precintos declarados por contenedor: {count} o más",
        ),
        Texts(
            en="No container is declared",
            fr="Aucun conteneur n'est déclaré",
            nl="Er is geen container aangegeven",
            es="No se declara ningún contenedor",
        ),
    ),
    "temperature_c": _plain(
        "Temperature set to {degrees}",
        "Température réglée à {degrees}",
        "Temperatuur ingesteld op {degrees}",
        "Temperatura fijada en {degrees}",
        Texts(
            en="No temperature is set",
            fr="Aucune température n'est réglée",
            nl="Er is geen temperatuur ingesteld",
            es="No hay temperatura fijada",
        ),
    ),
}
"""Numbers, by name of the input."""
