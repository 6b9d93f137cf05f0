"""What links parties and what makes one look like a front, in words."""

from quaywatch.api.schemas import Language

Texts = dict[Language, str]


def _texts(en: str, fr: str, nl: str, es: str) -> Texts:
    return {"en": en, "fr": fr, "nl": nl, "es": es}


EVIDENCE: dict[str, Texts] = {
    "prior": _texts(
        "How seldom two mentions are one party at all",
        "La rareté de deux mentions d'une même partie",
        "Hoe zelden twee vermeldingen één partij zijn",
        "Lo raro que es que dos menciones sean de una misma parte",
    ),
    "words_shared": _texts(
        "Both names have these words",
        "Les deux noms ont ces mots",
        "Beide namen hebben deze woorden",
        "Ambos nombres tienen estas palabras",
    ),
    "words_alike": _texts(
        "Words of both names are spelled almost alike",
        "Des mots des deux noms s'écrivent presque de même",
        "Woorden van beide namen zijn bijna gelijk geschreven",
        "Hay palabras que se escriben casi igual en ambos nombres",
    ),
    "words_apart": _texts(
        "The shorter name has words that the other lacks",
        "Le nom le plus court a des mots qui manquent à l'autre",
        "De kortste naam heeft woorden die de andere mist",
        "El nombre más corto tiene palabras que faltan en el otro",
    ),
    "words_more": _texts(
        "The longer name has further words",
        "Le nom le plus long a d'autres mots",
        "De langste naam heeft meer woorden",
        "El nombre más largo tiene otras palabras",
    ),
    "name_joined": _texts(
        "The names are the same when written as one word",
        "Les noms sont les mêmes écrits en un seul mot",
        "De namen zijn gelijk als men ze aaneenschrijft",
        "Los nombres son iguales escritos en una sola palabra",
    ),
    "acronym": _texts(
        "One name is the initials of the other",
        "Un nom est le sigle de l'autre",
        "De ene naam is de afkorting van de andere",
        "Un nombre es la sigla del otro",
    ),
    "legal_form": _texts(
        "Same legal form", "Même forme juridique", "Zelfde rechtsvorm", "Misma forma jurídica"
    ),
    "legal_form_differs": _texts(
        "Another legal form",
        "Autre forme juridique",
        "Andere rechtsvorm",
        "Otra forma jurídica",
    ),
    "identifier": _texts(
        "Same identifier", "Même identifiant", "Zelfde identificatie", "Mismo identificador"
    ),
    "identifier_alike": _texts(
        "Identifiers equal but for a slip",
        "Identifiants égaux à une erreur près",
        "Identificaties gelijk op een verschrijving na",
        "Identificadores iguales salvo un error",
    ),
    "identifier_differs": _texts(
        "Another number of the same register",
        "Autre numéro du même registre",
        "Ander nummer uit hetzelfde register",
        "Otro número del mismo registro",
    ),
    "telephone": _texts("Same telephone", "Même téléphone", "Zelfde telefoon", "Mismo teléfono"),
    "telephone_differs": _texts(
        "Another telephone", "Autre téléphone", "Andere telefoon", "Otro teléfono"
    ),
    "mailbox": _texts(
        "Same mailbox", "Même adresse de courriel", "Zelfde mailadres", "Mismo correo"
    ),
    "domain": _texts(
        "Same mail domain", "Même domaine de courriel", "Zelfde maildomein", "Mismo dominio"
    ),
    "domain_differs": _texts(
        "Another mail domain", "Autre domaine de courriel", "Ander maildomein", "Otro dominio"
    ),
    "address": _texts(
        "Same street and number",
        "Même rue et numéro",
        "Zelfde straat en nummer",
        "Misma calle y número",
    ),
    "street": _texts("Same street", "Même rue", "Zelfde straat", "Misma calle"),
    "address_differs": _texts("Another address", "Autre adresse", "Ander adres", "Otra dirección"),
    "postcode": _texts(
        "Same postcode", "Même code postal", "Zelfde postcode", "Mismo código postal"
    ),
    "postcode_differs": _texts(
        "Another postcode", "Autre code postal", "Andere postcode", "Otro código postal"
    ),
    "city": _texts("Same town", "Même ville", "Zelfde plaats", "Misma ciudad"),
    "city_differs": _texts("Another town", "Autre ville", "Andere plaats", "Otra ciudad"),
    "country": _texts("Same country", "Même pays", "Zelfde land", "Mismo país"),
    "country_differs": _texts("Another country", "Autre pays", "Ander land", "Otro país"),
    "counterparts": _texts(
        "Partners in common",
        "Partenaires communs",
        "Gemeenschappelijke partners",
        "Socios en común",
    ),
    "goods": _texts(
        "Goods in common",
        "Marchandises communes",
        "Gemeenschappelijke goederen",
        "Mercancías en común",
    ),
    "goods_differ": _texts(
        "Other goods", "Autres marchandises", "Andere goederen", "Otras mercancías"
    ),
}
"""By kind of evidence (`links.evidence.Kind`)."""

SIGNS: dict[str, Texts] = {
    "new-in-crowd": _texts(
        "First named less than 90 days before, at an address that {count} others share: {value}",
        "Nommée pour la première fois moins de 90 jours avant, à une adresse que {count} autres "
        "partagent : {value}",
        "Minder dan 90 dagen eerder voor het eerst genoemd, op een adres dat {count} anderen "
        "delen: {value}",
        "Nombrada por primera vez menos de 90 días antes, en una dirección que comparten otros "
        "{count}: {value}",
    ),
    "one-roof": _texts(
        "Consignor and consignee share {value} ({others})",
        "L'expéditeur et le destinataire partagent {value} ({others})",
        "Afzender en ontvanger delen {value} ({others})",
        "El expedidor y el destinatario comparten {value} ({others})",
    ),
    "at-mover": _texts(
        "As a consignee it shares {value} with one that moves goods for others ({others})",
        "Comme destinataire, elle partage {value} avec une entreprise qui transporte pour autrui "
        "({others})",
        "Als ontvanger deelt zij {value} met een bedrijf dat voor anderen vervoert ({others})",
        "Como destinatario comparte {value} con quien mueve mercancías para otros ({others})",
    ),
    "not-its-trade": _texts(
        "Its name tells another trade than the goods of HS chapter {value}",
        "Son nom indique un autre commerce que les marchandises du chapitre SH {value}",
        "Haar naam noemt een andere handel dan goederen van GS-hoofdstuk {value}",
        "Su nombre indica otro comercio que las mercancías del capítulo SA {value}",
    ),
    "new-goods": _texts(
        "After {count} consignments of other goods, the first of HS chapter {value}",
        "Après {count} envois d'autres marchandises, le premier du chapitre SH {value}",
        "Na {count} zendingen van andere goederen de eerste van GS-hoofdstuk {value}",
        "Tras {count} envíos de otras mercancías, el primero del capítulo SA {value}",
    ),
}
"""By sign (`links.FrontSign`)."""
