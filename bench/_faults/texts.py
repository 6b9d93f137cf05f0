"""Wordings of faults, in six languages; none is taken from what the checks know.

Some words are in their lists all the same, since there are only so many ways to say nothing.
"""

VAGUE = {
    "en": [
        "Misc. goods",
        "assorted merchandise",
        "VARIOUS ITEMS",
        "Gen. cargo",
        "5 pallets of sundry goods",
        "mixed consumer goods",
        "spare parts & accessories",
        "diff. kinds of products",
        "household articles",
        "foodstuff, various",
        "Industrial supplies",
        "see attached packing list",
        "merchandize",
        "general carg0",
    ],
    "fr": [
        "Marchandises variées",
        "ARTICLES DIVERS",
        "prod. alimentaires divers",
        "divers colis de marchandises",
        "pièces détachées diverses",
        "Biens de consommation courante",
        "selon facture jointe",
        "marchandise generale",
        "matériel et fournitures",
        "effets divers",
        "fret divers",
        "assortiment de produits",
    ],
    "nl": [
        "Allerlei artikelen",
        "DIVERSE PRODUCTEN",
        "gemengde koopwaar",
        "verschillende goederen",
        "losse onderdelen",
        "huishoudelijke spullen",
        "zie bijgevoegde factuur",
        "goederen divers",
        "algemene handelswaar",
        "partij spullen",
        "diverse levensmiddelen",
        "materialen en benodigdheden",
    ],
    "es": [
        "Mercancías diversas",
        "ARTICULOS VARIOS",
        "prod. alimenticios varios",
        "mercaderia en general",
        "repuestos y accesorios",
        "bienes de consumo varios",
        "según factura adjunta",
        "mercancia variada",
        "materiales y suministros",
        "efectos varios",
        "productos surtidos",
        "cosas varias",
    ],
    "pt": [
        "Mercadorias variadas",
        "ARTIGOS VARIOS",
        "prod. alimentares diversos",
        "mercadoria em geral",
        "peças e acessórios",
        "bens de consumo diversos",
        "conforme fatura anexa",
        "mercadoria diversificada",
        "materiais e suprimentos",
        "coisas diversas",
        "produtos sortidos",
        "carga variada",
    ],
    "de": [
        "Verschiedene Artikel",
        "DIVERSE PRODUKTE",
        "gemischte Handelsware",
        "Waren verschiedener Art",
        "Ersatzteile und Zubehör",
        "Konsumgüter diverse",
        "gemäß beigefügter Rechnung",
        "allgemeine Handelswaren",
        "Material und Zubehör",
        "diverse Lebensmittel",
        "sortierte Ware",
        "Sammelladung Waren",
    ],
}

NOBODY = {
    "en": ["UNKNOWN", "N/A", "Private person", "T.B.A.", "same as above", "xxx"],
    "fr": ["INCONNU", "Non disponible", "sans objet", "N/A", "xxx", "Particulier"],
    "nl": ["ONBEKEND", "Particulier", "nvt", "N/A", "niet bekend", "xxx"],
    "es": ["DESCONOCIDO", "No disponible", "Particular", "N/A", "sin nombre", "xxx"],
    "pt": ["DESCONHECIDO", "Não disponível", "Particular", "N/A", "sem nome", "xxx"],
    "de": ["UNBEKANNT", "Privatperson", "nicht bekannt", "N/A", "keine Angabe", "xxx"],
}

TO_ORDER = {
    "en": ["TO ORDER OF {}", "To the Order of {}", "to order: {}"],
    "fr": ["A L'ORDRE DE {}", "à ordre {}", "À l'ordre de {}"],
    "nl": ["AAN ORDER VAN {}", "Aan order {}", "aan de order van {}"],
    "es": ["A LA ORDEN DE {}", "a la orden {}", "A la orden de {}"],
    "pt": ["À ORDEM DE {}", "a ordem de {}", "À ordem {}"],
    "de": ["AN ORDER VON {}", "An Order {}", "an die Order von {}"],
}

FORWARDER = {
    "en": ["Simfast Forwarding Ltd", "SIM FREIGHT SERVICES"],
    "fr": ["Transitaires Simulés SARL", "Sim Logistique SAS"],
    "nl": ["Sim Expeditie NV", "Simulatie Logistiek BV"],
    "es": ["Transitarios Simulados S.L.", "Sim Agencia de Carga"],
    "pt": ["Sim Despachante Ltda", "Simulada Logística Ltda"],
    "de": ["Sim Spedition GmbH", "Simulierte Logistik AG"],
}

DANGER = {
    "en": ["resin solution, hazardous goods class 3", "UN 1866 resin solution"],
    "fr": ["résine en solution, marchandises dangereuses", "ONU 1866 résine en solution"],
    "nl": ["harsoplossing, gevaarlijke goederen", "UN1866 harsoplossing"],
    "es": ["resina en solución, mercancías peligrosas", "ONU 1866 resina en solución"],
    "pt": ["resina em solução, mercadorias perigosas", "ONU 1866 resina em solução"],
    "de": ["Harzlösung, Gefahrgut", "UN 1866 Harzlösung"],
}

COUNTED = {
    "en": "{} cartons {}",
    "fr": "{} caisses {}",
    "nl": "{} dozen {}",
    "es": "{} cajas {}",
    "pt": "{} caixas {}",
    "de": "{} Kartons {}",
}

MASHED = [
    "asdfgh jkl",
    "qwertz",
    "Sdkfjh Trading",
    "xxxxxx",
    "000000",
    "- . -",
    "hgfdsa import",
    "lkjhgf",
]
