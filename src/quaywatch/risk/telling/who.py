"""Keys of the past as nouns within a sentence."""

from quaywatch.history.keys import Key
from quaywatch.rules import Texts

WHO: dict[Key, Texts] = {
    Key.CONSIGNEE: Texts(
        en="this consignee",
        fr="ce destinataire",
        nl="deze geadresseerde",
        es="este destinatario",
    ),
    Key.CONSIGNOR: Texts(
        en="this consignor",
        fr="cet expéditeur",
        nl="deze afzender",
        es="este expedidor",
    ),
    Key.NOTIFY_PARTY: Texts(
        en="this notify party",
        fr="cette partie à notifier",
        nl="deze te verwittigen partij",
        es="esta parte a notificar",
    ),
    Key.PAIR: Texts(
        en="this pair of consignor and consignee",
        fr="ce couple d'expéditeur et de destinataire",
        nl="dit paar van afzender en geadresseerde",
        es="esta pareja de expedidor y destinatario",
    ),
    Key.TELEPHONE: Texts(
        en="this telephone number",
        fr="ce numéro de téléphone",
        nl="dit telefoonnummer",
        es="este número de teléfono",
    ),
    Key.ADDRESS: Texts(en="this address", fr="cette adresse", nl="dit adres", es="esta dirección"),
    Key.CONTAINER: Texts(
        en="this container", fr="ce conteneur", nl="deze container", es="este contenedor"
    ),
    Key.CARRIER: Texts(
        en="this carrier", fr="ce transporteur", nl="deze vervoerder", es="este transportista"
    ),
    Key.ROUTE: Texts(
        en="these two ports", fr="ces deux ports", nl="deze twee havens", es="estos dos puertos"
    ),
    Key.GOODS: Texts(
        en="such goods from this country",
        fr="de telles marchandises de ce pays",
        nl="zulke goederen uit dit land",
        es="tales mercancías de este país",
    ),
    Key.VESSEL: Texts(en="this vessel", fr="ce navire", nl="dit schip", es="este buque"),
    Key.WAY: Texts(
        en="this sequence of places",
        fr="cette suite de lieux",
        nl="deze opeenvolging van plaatsen",
        es="esta sucesión de lugares",
    ),
    Key.CONSIGNOR_WAY: Texts(
        en="this consignor over this sequence of places",
        fr="cet expéditeur par cette suite de lieux",
        nl="deze afzender over deze opeenvolging van plaatsen",
        es="este expedidor por esta sucesión de lugares",
    ),
    Key.VIA: Texts(
        en="this sequence of ports",
        fr="cette suite de ports",
        nl="deze opeenvolging van havens",
        es="esta sucesión de puertos",
    ),
}

MANY: dict[Key, Texts] = {
    Key.CONSIGNEE: Texts(
        en="consignees", fr="destinataires", nl="geadresseerden", es="destinatarios"
    ),
    Key.CONSIGNOR: Texts(en="consignors", fr="expéditeurs", nl="afzenders", es="expedidores"),
    Key.ROUTE: Texts(
        en="pairs of ports", fr="paires de ports", nl="havenparen", es="pares de puertos"
    ),
}
"""Keys that are counted, several of them."""

SURPRISING: dict[tuple[Key, Key], Texts] = {
    (Key.ROUTE, Key.VIA): Texts(
        en="Share of what goes between these two ports that goes by the same ports in between: "
        "about {chance}",
        fr="Part de ce qui va d'un de ces deux ports à l'autre par les mêmes escales : "
        "environ {chance}",
        nl="Aandeel van wat tussen deze twee havens langs dezelfde tussenhavens gaat: "
        "ongeveer {chance}",
        es="Proporción de lo que va entre estos dos puertos por las mismas escalas: "
        "alrededor del {chance}",
    ),
    (Key.GOODS, Key.ROUTE): Texts(
        en="Share of such goods from this country that goes between these two ports: "
        "about {chance}",
        fr="Part de telles marchandises de ce pays qui va entre ces deux ports : environ {chance}",
        nl="Aandeel van zulke goederen uit dit land dat tussen deze twee havens gaat: "
        "ongeveer {chance}",
        es="Proporción de tales mercancías de este país que va entre estos dos puertos: "
        "alrededor del {chance}",
    ),
}
"""How usual it is that a second key comes with a first."""
