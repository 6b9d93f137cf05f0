"""The sentences and the figures of reasons, in each language."""

from quaywatch.rules import Texts

BASE = Texts(
    en="Starting point, before anything is known of the consignment",
    fr="Point de départ, avant de rien savoir de l'envoi",
    nl="Vertrekpunt, voordat iets van de zending bekend is",
    es="Punto de partida, antes de saber nada del envío",
)

LEVELS: dict[str, Texts] = {
    "country_of_loading": Texts(
        en="Loaded in {0}", fr="Pays de chargement {0}", nl="Geladen in {0}", es="Cargado en {0}"
    ),
    "port_of_loading": Texts(
        en="Loaded at {0}", fr="Chargé à {0}", nl="Geladen te {0}", es="Cargado en {0}"
    ),
    "hs_chapter": Texts(
        en="Goods of HS chapter {0}",
        fr="Marchandises du chapitre SH {0}",
        nl="Goederen van GS-hoofdstuk {0}",
        es="Mercancías del capítulo SA {0}",
    ),
    "hs_heading": Texts(
        en="Goods of HS heading {0}",
        fr="Marchandises de la position SH {0}",
        nl="Goederen van GS-post {0}",
        es="Mercancías de la partida SA {0}",
    ),
    "port_and_chapter": Texts(
        en="Loaded at {0} with HS chapter {1}",
        fr="Chargé à {0} avec le chapitre SH {1}",
        nl="Geladen te {0} met GS-hoofdstuk {1}",
        es="Cargado en {0} con el capítulo SA {1}",
    ),
    "carrier_code": Texts(
        en="Carrier {0}", fr="Transporteur {0}", nl="Vervoerder {0}", es="Transportista {0}"
    ),
    "size_type": Texts(
        en="Container of type {0}",
        fr="Conteneur de type {0}",
        nl="Container van type {0}",
        es="Contenedor de tipo {0}",
    ),
}
"""What each level of the priors says of a consignment."""

KINDS: dict[str, Texts] = {
    "documents": Texts(en="documents", fr="documents", nl="documenten", es="documentos"),
    "dogs": Texts(en="dogs", fr="chiens", nl="speurhonden", es="perros"),
    "scan": Texts(en="scan", fr="scanner", nl="scan", es="escáner"),
    "second_scan": Texts(
        en="second scan", fr="second scanner", nl="tweede scan", es="segundo escáner"
    ),
    "open": Texts(en="opening", fr="ouverture", nl="opening", es="apertura"),
}
"""Ways of looking at a box."""

SPOKE_UP = Texts(
    en="Looked at ({0}): something is wrong",
    fr="Contrôlé ({0}) : quelque chose ne va pas",
    nl="Bekeken ({0}): er klopt iets niet",
    es="Inspeccionado ({0}): algo no está bien",
)

MACHINE = Texts(
    en="A machine sees in the scan what does not belong there, or a second look at it is asked",
    fr="Une machine voit sur l'image ce qui n'y a pas sa place, ou un second regard est demandé",
    nl="Een machine ziet in de scan wat er niet hoort, of er wordt om een tweede blik gevraagd",
    es="Una máquina ve en la imagen lo que no debería estar, o se pide una segunda mirada",
)

AN_ALLY = Texts(en="an ally", fr="un allié", nl="een bondgenoot", es="un aliado")

SEIZED = Texts(
    en="Shares {clues} with a seizure that {source} reports",
    fr="Partage {clues} avec une saisie signalée par {source}",
    nl="Deelt {clues} met een vangst die {source} meldt",
    es="Comparte {clues} con una incautación que comunica {source}",
)

SOUGHT = Texts(
    en="Is what {source} asks to look out for: {clues}",
    fr="Correspond à ce que {source} demande de surveiller : {clues}",
    nl="Is waar {source} naar vraagt uit te kijken: {clues}",
    es="Es lo que {source} pide vigilar: {clues}",
)

UNSIGNED = Texts(
    en="(unsigned: nothing proves who wrote it, so it counts for little)",
    fr="(sans signature : rien ne prouve qui l'a écrit, cela compte donc peu)",
    nl="(niet ondertekend: niets bewijst wie het schreef, dus het telt weinig)",
    es="(sin firma: nada prueba quién lo escribió, así que cuenta poco)",
)
"""Of a notice that somebody brought without its originator's signature."""

CLUES: dict[str, Texts] = {
    "seal": Texts(
        en="the seal number", fr="le numéro de scellé", nl="het zegelnummer", es="el precinto"
    ),
    "container": Texts(
        en="the container", fr="le conteneur", nl="de container", es="el contenedor"
    ),
    "telephone": Texts(
        en="a telephone number",
        fr="un numéro de téléphone",
        nl="een telefoonnummer",
        es="un número de teléfono",
    ),
    "email": Texts(
        en="a mail address", fr="une adresse électronique", nl="een mailadres", es="un correo"
    ),
    "identifier": Texts(
        en="an identification number",
        fr="un numéro d'identification",
        nl="een identificatienummer",
        es="un número de identificación",
    ),
    "party": Texts(en="a party", fr="une partie", nl="een partij", es="una parte"),
    "address": Texts(en="an address", fr="une adresse", nl="een adres", es="una dirección"),
    "seal_pattern": Texts(
        en="the kind of seal number",
        fr="le type de numéro de scellé",
        nl="het soort zegelnummer",
        es="el tipo de precinto",
    ),
    "lane": Texts(
        en="port of loading and goods",
        fr="port de chargement et marchandises",
        nl="laadhaven en goederen",
        es="puerto de carga y mercancía",
    ),
    "vessel": Texts(en="the vessel", fr="le navire", nl="het schip", es="el buque"),
}
"""By what an ally's notice finds a box."""

SILENT = Texts(
    en="Looked at ({0}): nothing to see",
    fr="Contrôlé ({0}) : rien à signaler",
    nl="Bekeken ({0}): niets te zien",
    es="Inspeccionado ({0}): sin novedad",
)

RAISED = Texts(
    en=", which makes the odds {0} times greater",
    fr=", ce qui multiplie les chances par {0}",
    nl=", dat maakt de kansverhouding {0} keer groter",
    es=", lo que multiplica la probabilidad relativa por {0}",
)

LOWERED = Texts(
    en=", which makes the odds {0} times smaller",
    fr=", ce qui divise les chances par {0}",
    nl=", dat maakt de kansverhouding {0} keer kleiner",
    es=", lo que divide la probabilidad relativa por {0}",
)

UNMOVED = Texts(
    en=", which hardly changes the odds",
    fr=", ce qui ne change guère les chances",
    nl=", dat verandert de kansverhouding nauwelijks",
    es=", lo que apenas cambia la probabilidad relativa",
)

ODDS = Texts(
    en="{0} times the usual odds of a find",
    fr="{0} fois les chances habituelles d'une découverte",
    nl="{0} keer de gewone kans op een vondst",
    es="{0} veces la probabilidad habitual de hallazgo",
)

USUAL_ODDS = Texts(
    en="about the usual odds of a find",
    fr="à peu près les chances habituelles d'une découverte",
    nl="ongeveer de gewone kans op een vondst",
    es="aproximadamente la probabilidad habitual de hallazgo",
)
"""Where the factor is one as far as it is told."""

LEARNED = Texts(
    en=": {odds}, all else equal, "
    "by expert judgement and experience (inspections: {inspected}, finds: {found})",
    fr=" : {odds}, toutes choses égales, "
    "à dire d'expert et d'expérience (contrôles : {inspected}, découvertes : {found})",
    nl=": {odds}, al het overige gelijk, "
    "naar deskundig oordeel en ervaring (controles: {inspected}, vondsten: {found})",
    es=": {odds}, a igualdad de lo demás, "
    "a juicio experto y por experiencia (inspecciones: {inspected}, hallazgos: {found})",
)

DECLARED = Texts(
    en=": {odds}, by expert judgement",
    fr=" : {odds}, à dire d'expert",
    nl=": {odds}, naar deskundig oordeel",
    es=": {odds}, a juicio experto",
)

KEEPS = Texts(
    en="Loaded at {port}, which keeps much of the ports' standard",
    fr="Chargé à {port}, qui respecte une grande part de la norme des ports",
    nl="Geladen te {port}, dat veel van de havennorm naleeft",
    es="Cargado en {port}, que cumple gran parte de la norma de los puertos",
)

LACKS = Texts(
    en="Loaded at {port}, which lacks much of the ports' standard",
    fr="Chargé à {port}, à qui il manque une grande part de la norme des ports",
    nl="Geladen te {port}, waar veel van de havennorm ontbreekt",
    es="Cargado en {port}, al que le falta gran parte de la norma de los puertos",
)

STOOD = Texts(
    en=": {odds}, within declared bounds (from {least} to {most} times, depending on what is not "
    "known of the port; {known}% of the standard is known)",
    fr=" : {odds}, dans des limites déclarées (de {least} à {most} fois, selon ce qu'on ignore du "
    "port ; {known} % de la norme sont connus)",
    nl=": {odds}, binnen vastgelegde grenzen (van {least} tot {most} keer, naar wat van de haven "
    "niet bekend is; {known} % van de norm is bekend)",
    es=": {odds}, dentro de límites declarados (de {least} a {most} veces, según lo que no se sabe "
    "del puerto; se conoce el {known} % de la norma)",
)
"""What a port of loading's standing says."""

_MARKS = {"en": (".", ","), "fr": (",", "\u202f"), "nl": (",", "."), "es": (",", "\u202f")}
"""Decimal mark and mark of the thousands."""


def decimal(value: float, language: str) -> str:
    """Return `value` to two significant digits, or whole from ten up."""
    written = f"{value:.0f}" if value >= 9.95 else f"{value:.2g}"
    return marked(written, language)


def marked(written: str, language: str) -> str:
    """Return a number written with a point as the language marks its decimals."""
    return written.replace(".", _MARKS.get(language, _MARKS["en"])[0])


def integer(value: int, language: str) -> str:
    """Return `value` with its thousands marked."""
    return f"{value:,}".replace(",", _MARKS.get(language, _MARKS["en"])[1])
