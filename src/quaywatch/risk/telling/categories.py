"""What codes and lists of codes say."""

from quaywatch.risk.naming import Namer, as_written, country, goods, port
from quaywatch.risk.telling.form import Form, Telling
from quaywatch.risk.wording import LEVELS
from quaywatch.rules import Texts

_COUNTED = Texts(
    en="; inspected so far: {inspected}, of which {found} with a find",
    fr=" ; contrôlés jusqu'ici : {inspected}, dont {found} avec découverte",
    nl="; tot nu toe gecontroleerd: {inspected}, waarvan {found} met een vondst",
    es="; inspeccionados hasta ahora: {inspected}, de ellos {found} con hallazgo",
)


def _of(texts: Texts, namer: Namer, absent: Texts) -> Telling:
    counted = Texts(
        en=texts.en + _COUNTED.en,
        fr=texts.fr + _COUNTED.fr,
        nl=texts.nl + _COUNTED.nl,
        es=texts.es + _COUNTED.es,
    )
    return Telling((Form(texts), Form(counted, needs="inspected")), absent, namer=namer)


def _level(level: str) -> Texts:
    """Return what the priors say of a level, with the name of the value in place of its number."""
    said = LEVELS[level]
    return Texts(**{code: said.get(code).replace("{0}", "{named}") for code in _LANGUAGES})


_LANGUAGES = ("en", "fr", "nl", "es")


def _port_and_goods(value: str, language: str) -> str:
    place, _, code = value.partition(" ")
    return f"{port(place, language)}, {goods(code, language)}"


def _listed(value: str, _: str) -> str:
    return value.replace(" ", ", ")


_NO_CODE = Texts(
    en="No HS code is declared",
    fr="Aucun code SH n'est déclaré",
    nl="Er is geen GS-code aangegeven",
    es="No se declara ningún código SA",
)
_NO_PORT = Texts(
    en="No port of loading is declared",
    fr="Aucun port de chargement n'est déclaré",
    nl="Er is geen laadhaven aangegeven",
    es="No se declara el puerto de carga",
)

CATEGORIES: dict[str, Telling] = {
    "port_of_loading": _of(_level("port_of_loading"), port, _NO_PORT),
    "country_of_receipt": _of(
        Texts(
            en="Received for carriage in {named}",
            fr="Pris en charge en {named}",
            nl="Voor vervoer aangenomen in {named}",
            es="Recibido para su transporte en {named}",
        ),
        country,
        Texts(
            en="No place of receipt is declared",
            fr="Aucun lieu de prise en charge n'est déclaré",
            nl="Er is geen plaats van inontvangstneming aangegeven",
            es="No se declara el lugar de recepción",
        ),
    ),
    "hub": _of(
        Texts(
            en="Transhipped at {named}",
            fr="Transbordé à {named}",
            nl="Overgeladen te {named}",
            es="Transbordado en {named}",
        ),
        port,
        Texts(
            en="No transhipment is declared",
            fr="Aucun transbordement n'est déclaré",
            nl="Er is geen overlading aangegeven",
            es="No se declara ningún transbordo",
        ),
    ),
    "place_of_delivery": _of(
        Texts(
            en="To be delivered at {named}",
            fr="À livrer à {named}",
            nl="Te leveren te {named}",
            es="Entrega en {named}",
        ),
        port,
        Texts(
            en="No place of delivery is declared",
            fr="Aucun lieu de livraison n'est déclaré",
            nl="Er is geen plaats van levering aangegeven",
            es="No se declara el lugar de entrega",
        ),
    ),
    "hs_heading": _of(_level("hs_heading"), goods, _NO_CODE),
    "hs_chapter": _of(_level("hs_chapter"), goods, _NO_CODE),
    "carrier_code": _of(
        _level("carrier_code"),
        as_written,
        Texts(
            en="No carrier code is declared",
            fr="Aucun code de transporteur n'est déclaré",
            nl="Er is geen vervoerderscode aangegeven",
            es="No se declara el código del transportista",
        ),
    ),
    "filing_sender": _of(
        Texts(
            en="Filed by {named}",
            fr="Déposé par {named}",
            nl="Ingediend door {named}",
            es="Presentado por {named}",
        ),
        as_written,
        Texts(
            en="Who filed it is not said",
            fr="Le déposant n'est pas indiqué",
            nl="De indiener is niet vermeld",
            es="No se indica quién lo presentó",
        ),
    ),
    "consignor_country": _of(
        Texts(
            en="Consignor in {named}",
            fr="Expéditeur en {named}",
            nl="Afzender in {named}",
            es="Expedidor en {named}",
        ),
        country,
        Texts(
            en="No country of the consignor is declared",
            fr="Le pays de l'expéditeur n'est pas déclaré",
            nl="Het land van de afzender is niet aangegeven",
            es="No se declara el país del expedidor",
        ),
    ),
    "consignee_country": _of(
        Texts(
            en="Consignee in {named}",
            fr="Destinataire en {named}",
            nl="Geadresseerde in {named}",
            es="Destinatario en {named}",
        ),
        country,
        Texts(
            en="No country of the consignee is declared",
            fr="Le pays du destinataire n'est pas déclaré",
            nl="Het land van de geadresseerde is niet aangegeven",
            es="No se declara el país del destinatario",
        ),
    ),
    "freight_payment": _of(
        Texts(
            en="Payment of the freight: {named}",
            fr="Paiement du fret : {named}",
            nl="Betaling van de vracht: {named}",
            es="Pago del flete: {named}",
        ),
        as_written,
        Texts(
            en="How the freight is paid is not declared",
            fr="Le mode de paiement du fret n'est pas déclaré",
            nl="Hoe de vracht wordt betaald is niet aangegeven",
            es="No se declara cómo se paga el flete",
        ),
    ),
    "size_type": _of(
        _level("size_type"),
        as_written,
        Texts(
            en="No type of container is declared",
            fr="Aucun type de conteneur n'est déclaré",
            nl="Er is geen containertype aangegeven",
            es="No se declara el tipo de contenedor",
        ),
    ),
    "port_and_heading": _of(
        Texts(
            en="These goods from this port: {named}",
            fr="Ces marchandises de ce port : {named}",
            nl="Deze goederen uit deze haven: {named}",
            es="Estas mercancías de este puerto: {named}",
        ),
        _port_and_goods,
        Texts(
            en="Port of loading or HS code is not declared",
            fr="Le port de chargement ou le code SH n'est pas déclaré",
            nl="Laadhaven of GS-code is niet aangegeven",
            es="No se declara el puerto de carga o el código SA",
        ),
    ),
    "findings": _of(
        Texts(
            en="Checks that spoke up, taken together: {named}",
            fr="Vérifications qui ont réagi, prises ensemble : {named}",
            nl="Controles die aansloegen, samen genomen: {named}",
            es="Verificaciones que saltaron, en conjunto: {named}",
        ),
        _listed,
        Texts(
            en="No check spoke up",
            fr="Aucune vérification n'a réagi",
            nl="Geen enkele controle sloeg aan",
            es="Ninguna verificación saltó",
        ),
    ),
    "profiles": _of(
        Texts(
            en="Profiles that it meets, taken together: {named}",
            fr="Profils auxquels il répond, pris ensemble : {named}",
            nl="Profielen waaraan het voldoet, samen genomen: {named}",
            es="Perfiles que cumple, en conjunto: {named}",
        ),
        _listed,
        Texts(
            en="It meets no profile",
            fr="Il ne répond à aucun profil",
            nl="Het voldoet aan geen profiel",
            es="No cumple ningún perfil",
        ),
    ),
    "watch_lists": _of(
        Texts(
            en="Watch lists that it meets, taken together: {named}",
            fr="Listes de surveillance concernées, prises ensemble : {named}",
            nl="Volglijsten die het raakt, samen genomen: {named}",
            es="Listas de vigilancia que toca, en conjunto: {named}",
        ),
        _listed,
        Texts(
            en="It meets no watch list",
            fr="Il ne figure sur aucune liste de surveillance",
            nl="Het raakt geen volglijst",
            es="No toca ninguna lista de vigilancia",
        ),
    ),
}
"""Codes and lists of codes (joined by blanks), by name of the input."""
