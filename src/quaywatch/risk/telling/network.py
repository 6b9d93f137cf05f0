"""What the standing of a consignment's parties says (see `links.columns`)."""

from quaywatch.links import COLUMNS
from quaywatch.risk.telling.form import Form, Telling
from quaywatch.rules import Texts

_NOBODY = Texts(
    en="No party is named",
    fr="Aucune partie n'est nommée",
    nl="Er is geen partij genoemd",
    es="No se nombra a ninguna parte",
)


def _either(none: Texts, some: Texts, least: float = 0.5) -> Telling:
    """Return what is said where there is nothing of the kind, and where there is."""
    return Telling((Form(none), Form(some, least=least)), _NOBODY)


def _near(none: Texts, some: Texts) -> Telling:
    return _either(none, some, 1e-9)


_TOLD: dict[str, Telling] = {
    "parties_finds": _either(
        Texts(
            en="No party named here stood in a past find",
            fr="Aucune des parties nommées ne figurait dans une découverte passée",
            nl="Geen van de genoemde partijen stond in een eerdere vondst",
            es="Ninguna de las partes nombradas figuraba en un hallazgo anterior",
        ),
        Texts(
            en="Past finds in which one party named here stood: {count}",
            fr="Découvertes passées où figurait une des parties nommées : {count}",
            nl="Eerdere vondsten waarin een van de genoemde partijen stond: {count}",
            es="Hallazgos anteriores en los que figuraba una de las partes nombradas: {count}",
        ),
    ),
    "parties_nearness": _near(
        Texts(
            en="No party named here shares anything with parties of past finds",
            fr="Aucune des parties nommées ne partage quoi que ce soit avec des parties de "
            "découvertes passées",
            nl="Geen van de genoemde partijen deelt iets met partijen van eerdere vondsten",
            es="Ninguna de las partes nombradas comparte nada con partes de hallazgos anteriores",
        ),
        Texts(
            en="One party named here shares something with parties of past finds (nearness {off})",
            fr="Une des parties nommées partage quelque chose avec des parties de découvertes "
            "passées (proximité {off})",
            nl="Een van de genoemde partijen deelt iets met partijen van eerdere vondsten "
            "(nabijheid {off})",
            es="Una de las partes nombradas comparte algo con partes de hallazgos anteriores "
            "(proximidad {off})",
        ),
    ),
    "parties_near_by_telephone": _near(
        Texts(
            en="No party named here shares a telephone with a party of a past find",
            fr="Aucune des parties nommées ne partage de téléphone avec une partie d'une "
            "découverte passée",
            nl="Geen van de genoemde partijen deelt een telefoon met een partij van een eerdere "
            "vondst",
            es="Ninguna de las partes nombradas comparte teléfono con una parte de un hallazgo "
            "anterior",
        ),
        Texts(
            en="One party named here shares a telephone with a party of a past find "
            "(nearness {off})",
            fr="Une des parties nommées partage un téléphone avec une partie d'une découverte "
            "passée (proximité {off})",
            nl="Een van de genoemde partijen deelt een telefoon met een partij van een eerdere "
            "vondst (nabijheid {off})",
            es="Una de las partes nombradas comparte teléfono con una parte de un hallazgo "
            "anterior (proximidad {off})",
        ),
    ),
    "parties_near_by_mailbox": _near(
        Texts(
            en="No party named here shares a mailbox with a party of a past find",
            fr="Aucune des parties nommées ne partage d'adresse électronique avec une partie "
            "d'une découverte passée",
            nl="Geen van de genoemde partijen deelt een mailadres met een partij van een eerdere "
            "vondst",
            es="Ninguna de las partes nombradas comparte buzón de correo con una parte de un "
            "hallazgo anterior",
        ),
        Texts(
            en="One party named here shares a mailbox with a party of a past find (nearness {off})",
            fr="Une des parties nommées partage une adresse électronique avec une partie d'une "
            "découverte passée (proximité {off})",
            nl="Een van de genoemde partijen deelt een mailadres met een partij van een eerdere "
            "vondst (nabijheid {off})",
            es="Una de las partes nombradas comparte buzón de correo con una parte de un hallazgo "
            "anterior (proximidad {off})",
        ),
    ),
    "parties_near_by_domain": _near(
        Texts(
            en="No party named here writes from the domain of a party of a past find",
            fr="Aucune des parties nommées n'écrit depuis le domaine d'une partie d'une "
            "découverte passée",
            nl="Geen van de genoemde partijen schrijft vanuit het domein van een partij van een "
            "eerdere vondst",
            es="Ninguna de las partes nombradas escribe desde el dominio de una parte de un "
            "hallazgo anterior",
        ),
        Texts(
            en="One party named here writes from the domain of a party of a past find "
            "(nearness {off})",
            fr="Une des parties nommées écrit depuis le domaine d'une partie d'une découverte "
            "passée (proximité {off})",
            nl="Een van de genoemde partijen schrijft vanuit het domein van een partij van een "
            "eerdere vondst (nabijheid {off})",
            es="Una de las partes nombradas escribe desde el dominio de una parte de un hallazgo "
            "anterior (proximidad {off})",
        ),
    ),
    "parties_near_by_address": _near(
        Texts(
            en="No party named here shares an address with a party of a past find",
            fr="Aucune des parties nommées ne partage d'adresse avec une partie d'une découverte "
            "passée",
            nl="Geen van de genoemde partijen deelt een adres met een partij van een eerdere "
            "vondst",
            es="Ninguna de las partes nombradas comparte dirección con una parte de un hallazgo "
            "anterior",
        ),
        Texts(
            en="One party named here shares an address with a party of a past find "
            "(nearness {off})",
            fr="Une des parties nommées partage une adresse avec une partie d'une découverte "
            "passée (proximité {off})",
            nl="Een van de genoemde partijen deelt een adres met een partij van een eerdere "
            "vondst (nabijheid {off})",
            es="Una de las partes nombradas comparte dirección con una parte de un hallazgo "
            "anterior (proximidad {off})",
        ),
    ),
    "parties_near_by_deals": _near(
        Texts(
            en="No party named here dealt with a party of a past find",
            fr="Aucune des parties nommées n'a traité avec une partie d'une découverte passée",
            nl="Geen van de genoemde partijen deed zaken met een partij van een eerdere vondst",
            es="Ninguna de las partes nombradas trató con una parte de un hallazgo anterior",
        ),
        Texts(
            en="One party named here dealt with a party of a past find (nearness {off})",
            fr="Une des parties nommées a traité avec une partie d'une découverte passée "
            "(proximité {off})",
            nl="Een van de genoemde partijen deed zaken met een partij van een eerdere vondst "
            "(nabijheid {off})",
            es="Una de las partes nombradas trató con una parte de un hallazgo anterior "
            "(proximidad {off})",
        ),
    ),
    "parties_new": _either(
        Texts(
            en="All parties named here were named before, in whatever spelling",
            fr="Toutes les parties nommées l'ont déjà été, sous une graphie ou une autre",
            nl="Alle genoemde partijen zijn eerder genoemd, hoe ook gespeld",
            es="Todas las partes nombradas lo fueron antes, con una u otra grafía",
        ),
        Texts(
            en="Parties named for the first time, in whatever spelling: {count}",
            fr="Parties nommées pour la première fois, quelle que soit la graphie : {count}",
            nl="Partijen die voor het eerst genoemd worden, hoe ook gespeld: {count}",
            es="Partes nombradas por primera vez, con cualquier grafía: {count}",
        ),
    ),
    "parties_youngest": Telling(
        (
            Form(
                Texts(
                    en="The youngest of the parties was first named {span} ago",
                    fr="La plus récente des parties a été nommée pour la première fois il y a "
                    "{span}",
                    nl="De jongste van de partijen werd {span} geleden voor het eerst genoemd",
                    es="La más reciente de las partes se nombró por primera vez hace {span}",
                )
            ),
        ),
        _NOBODY,
    ),
    "parties_at_address": _either(
        Texts(
            en="No others are known at the addresses of these parties",
            fr="Personne d'autre n'est connu aux adresses de ces parties",
            nl="Op de adressen van deze partijen is niemand anders bekend",
            es="No se conoce a nadie más en las direcciones de estas partes",
        ),
        Texts(
            en="Other parties at the address of one of these: {count}",
            fr="Autres parties à l'adresse de l'une d'elles : {count}",
            nl="Andere partijen op het adres van een van deze: {count}",
            es="Otras partes en la dirección de una de ellas: {count}",
        ),
    ),
    "parties_at_telephone": _either(
        Texts(
            en="No others are known with the telephones of these parties",
            fr="Personne d'autre n'est connu avec les téléphones de ces parties",
            nl="Met de telefoons van deze partijen is niemand anders bekend",
            es="No se conoce a nadie más con los teléfonos de estas partes",
        ),
        Texts(
            en="Other parties with the telephone of one of these: {count}",
            fr="Autres parties avec le téléphone de l'une d'elles : {count}",
            nl="Andere partijen met de telefoon van een van deze: {count}",
            es="Otras partes con el teléfono de una de ellas: {count}",
        ),
    ),
    "parties_new_in_crowd": _either(
        Texts(
            en="No new party is at an address of many",
            fr="Aucune nouvelle partie n'est à une adresse partagée par beaucoup",
            nl="Geen nieuwe partij zit op een adres van velen",
            es="Ninguna parte nueva está en una dirección de muchas",
        ),
        Texts(
            en="A new party is at an address of many",
            fr="Une nouvelle partie est à une adresse partagée par beaucoup",
            nl="Een nieuwe partij zit op een adres van velen",
            es="Una parte nueva está en una dirección de muchas",
        ),
    ),
    "parties_one_roof": _either(
        Texts(
            en="Consignor and consignee share no address, telephone or mailbox",
            fr="Expéditeur et destinataire ne partagent ni adresse, ni téléphone, ni courriel",
            nl="Afzender en geadresseerde delen geen adres, telefoon of mailadres",
            es="Expedidor y destinatario no comparten dirección, teléfono ni buzón de correo",
        ),
        Texts(
            en="Consignor and consignee share an address, a telephone or a mailbox",
            fr="Expéditeur et destinataire partagent une adresse, un téléphone ou un courriel",
            nl="Afzender en geadresseerde delen een adres, telefoon of mailadres",
            es="Expedidor y destinatario comparten dirección, teléfono o buzón de correo",
        ),
    ),
    "parties_at_mover": _either(
        Texts(
            en="The consignee is not where a mover of goods for others is",
            fr="Le destinataire n'est pas chez un prestataire de transport",
            nl="De geadresseerde zit niet bij een logistieke dienstverlener",
            es="El destinatario no está donde un operador de transporte",
        ),
        Texts(
            en="The consignee is where a mover of goods for others is",
            fr="Le destinataire se trouve chez un prestataire de transport",
            nl="De geadresseerde zit bij een logistieke dienstverlener",
            es="El destinatario está donde un operador de transporte",
        ),
    ),
    "parties_not_its_trade": _either(
        Texts(
            en="The goods are not of another trade than the names tell",
            fr="Les marchandises ne relèvent pas d'un autre commerce que celui que disent les noms",
            nl="De goederen horen niet bij een andere handel dan de namen zeggen",
            es="Las mercancías no son de otro ramo que el que dicen los nombres",
        ),
        Texts(
            en="The goods are of another trade than a name tells",
            fr="Les marchandises relèvent d'un autre commerce que celui que dit un nom",
            nl="De goederen horen bij een andere handel dan een naam zegt",
            es="Las mercancías son de otro ramo que el que dice un nombre",
        ),
    ),
    "parties_new_goods": _either(
        Texts(
            en="No party of a settled trade has its first goods of this chapter",
            fr="Aucune partie au commerce établi n'a ici ses premières marchandises de ce chapitre",
            nl="Geen partij met een vaste handel heeft hier haar eerste goederen van dit hoofdstuk",
            es="Ninguna parte con un comercio asentado trae por primera vez mercancías de este "
            "capítulo",
        ),
        Texts(
            en="A party of a settled trade has its first goods of this chapter",
            fr="Une partie au commerce établi a ici ses premières marchandises de ce chapitre",
            nl="Een partij met een vaste handel heeft hier haar eerste goederen van dit hoofdstuk",
            es="Una parte con un comercio asentado trae por primera vez mercancías de este "
            "capítulo",
        ),
    ),
}

NETWORK: dict[str, Telling] = {column.name: _TOLD[column.name] for column in COLUMNS}
"""Every number of a standing, by name."""
