"""Changes in an officer's words: what would have to be verified, and be so."""

from quaywatch.risk.counterfactual.case import Change
from quaywatch.risk.naming import port
from quaywatch.rules import Texts

ROLES: dict[str, Texts] = {
    "consignor": Texts(en="Consignor", fr="Expéditeur", nl="Afzender", es="Expedidor"),
    "consignee": Texts(en="Consignee", fr="Destinataire", nl="Geadresseerde", es="Destinatario"),
    "notify_party": Texts(
        en="Notify party",
        fr="Partie à notifier",
        nl="Te verwittigen partij",
        es="Parte a notificar",
    ),
}

GIVEN: dict[str, Texts] = {
    "address": Texts(
        en="an address given",
        fr="une adresse indiquée",
        nl="een adres opgegeven",
        es="una dirección indicada",
    ),
    "city": Texts(
        en="a city given",
        fr="une ville indiquée",
        nl="een plaats opgegeven",
        es="una ciudad indicada",
    ),
    "country": Texts(
        en="a country given", fr="un pays indiqué", nl="een land opgegeven", es="un país indicado"
    ),
    "telephone": Texts(
        en="a telephone number given",
        fr="un numéro de téléphone indiqué",
        nl="een telefoonnummer opgegeven",
        es="un número de teléfono indicado",
    ),
    "email": Texts(
        en="an e-mail address given",
        fr="une adresse électronique indiquée",
        nl="een e-mailadres opgegeven",
        es="un correo electrónico indicado",
    ),
}
"""Particulars that were left out."""

OTHER: dict[str, Texts] = {
    "address": Texts(
        en="an address of its own that exists",
        fr="une adresse propre qui existe",
        nl="een eigen adres dat bestaat",
        es="una dirección propia que existe",
    ),
    "city": Texts(
        en="in a city that fits the route",
        fr="dans une ville conforme au trajet",
        nl="in een plaats die bij de route past",
        es="en una ciudad acorde con la ruta",
    ),
    "country": Texts(
        en="in the country where the route ends",
        fr="dans le pays où le trajet finit",
        nl="in het land waar de route eindigt",
        es="en el país donde termina la ruta",
    ),
    "telephone": Texts(
        en="a telephone number of its own",
        fr="un numéro de téléphone propre",
        nl="een eigen telefoonnummer",
        es="un número de teléfono propio",
    ),
    "email": Texts(
        en="an e-mail address of the firm's own",
        fr="une adresse électronique propre à l'entreprise",
        nl="een eigen e-mailadres van de firma",
        es="un correo electrónico propio de la empresa",
    ),
}
"""Particulars that something speaks against."""

SAID: dict[str, Texts] = {
    "party-given": Texts(
        en="{role}: {given}", fr="{role} : {given}", nl="{role}: {given}", es="{role}: {given}"
    ),
    "party-other": Texts(
        en="{role}: {other}", fr="{role} : {other}", nl="{role}: {other}", es="{role}: {other}"
    ),
    "party-named": Texts(
        en="{role}: named, with address and telephone number",
        fr="{role} : avec nom, adresse et numéro de téléphone",
        nl="{role}: met naam, adres en telefoonnummer",
        es="{role}: con nombre, dirección y número de teléfono",
    ),
    "goods-described": Texts(
        en="Goods described as precisely as their HS code",
        fr="Marchandises décrites aussi précisément que leur code SH",
        nl="Goederen even nauwkeurig omschreven als hun GS-code",
        es="Mercancías descritas con tanta precisión como su código SA",
    ),
    "packages-counted": Texts(
        en="A number of packages that fits the mass",
        fr="Un nombre de colis conforme à la masse",
        nl="Een aantal colli dat bij de massa past",
        es="Un número de bultos acorde con la masa",
    ),
    "mass-usual": Texts(
        en="The mass that is usual between these two parties",
        fr="La masse habituelle entre ces deux parties",
        nl="De massa die tussen deze twee partijen gewoon is",
        es="La masa habitual entre estas dos partes",
    ),
    "boxes-sealed": Texts(
        en="A seal with a number of its own on each container",
        fr="Un scellé avec son propre numéro sur chaque conteneur",
        nl="Een zegel met een eigen nummer op elke container",
        es="Un precinto con número propio en cada contenedor",
    ),
    "boxes-weighed": Texts(
        en="Weighed: the cargo declared and the container itself, no more and no less",
        fr="Pesé : le chargement déclaré et le conteneur lui-même, ni plus ni moins",
        nl="Gewogen: de aangegeven lading en de container zelf, niet meer en niet minder",
        es="Pesado: la carga declarada y el propio contenedor, ni más ni menos",
    ),
    "loaded-at": Texts(
        en="Loaded at {port}, and nowhere before",
        fr="Chargé à {port}, et nulle part auparavant",
        nl="Geladen te {port}, en nergens eerder",
        es="Cargado en {port}, y en ningún sitio antes",
    ),
    "received-at-port": Texts(
        en="Received for carriage at the port of loading",
        fr="Pris en charge au port de chargement",
        nl="Voor vervoer aangenomen in de laadhaven",
        es="Recibido para su transporte en el puerto de carga",
    ),
    "freight-prepaid": Texts(
        en="Freight paid in advance",
        fr="Fret payé d'avance",
        nl="Vracht vooruitbetaald",
        es="Flete pagado por anticipado",
    ),
    "telephone-own": Texts(
        en="Telephone number used by this consignee alone",
        fr="Numéro de téléphone utilisé par ce seul destinataire",
        nl="Telefoonnummer alleen door deze geadresseerde gebruikt",
        es="Número de teléfono usado solo por este destinatario",
    ),
    "address-own": Texts(
        en="Address used by this consignee alone",
        fr="Adresse utilisée par ce seul destinataire",
        nl="Adres alleen door deze geadresseerde gebruikt",
        es="Dirección usada solo por este destinatario",
    ),
    "story-explained": Texts(
        en="What was reported of the container is explained ({said})",
        fr="Ce qui a été signalé du conteneur est expliqué ({said})",
        nl="Wat over de container is gemeld, is verklaard ({said})",
        es="Lo que se informó del contenedor queda explicado ({said})",
    ),
}
"""Every kind of change, by its code."""


def text(change: Change, language: str) -> str:
    """Return what would have to be so, in `en`, `fr`, `nl` or `es`."""
    values = dict(change.values)
    field = values.get("field", "")
    role = ROLES.get(values.get("role", ""))
    fills = {
        "role": "" if role is None else role.get(language),
        "given": GIVEN[field].get(language) if field else "",
        "other": OTHER[field].get(language) if field else "",
        "port": port(values.get("port", ""), language),
        "said": values.get("said", ""),
    }
    return SAID[change.code].get(language).format(**fills)
