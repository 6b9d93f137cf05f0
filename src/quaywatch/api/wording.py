"""What was done with a box, in words."""

from quaywatch.api import reasons
from quaywatch.api.schemas import Language
from quaywatch.cargo import Concealment
from quaywatch.inspections import BoxEvent, Entry

Texts = dict[Language, str]

_VIEWED: Texts = {
    "en": "Opened the dossier",
    "fr": "A ouvert le dossier",
    "nl": "Opende het dossier",
    "es": "Abrió el expediente",
}

_FILED: dict[str, Texts] = {
    "original": {
        "en": "Filed message {reference}",
        "fr": "A déposé le message {reference}",
        "nl": "Diende bericht {reference} in",
        "es": "Presentó el mensaje {reference}",
    },
    "amendment": {
        "en": "Amended with message {reference}",
        "fr": "A modifié par le message {reference}",
        "nl": "Wijzigde met bericht {reference}",
        "es": "Modificó con el mensaje {reference}",
    },
    "cancellation": {
        "en": "Cancelled with message {reference}",
        "fr": "A annulé par le message {reference}",
        "nl": "Annuleerde met bericht {reference}",
        "es": "Anuló con el mensaje {reference}",
    },
}

_DONE: dict[BoxEvent, Texts] = {
    BoxEvent.SELECTED: {
        "en": "Selected: {kind}, with a chance of {chance}",
        "fr": "Sélectionné : {kind}, avec une probabilité de {chance}",
        "nl": "Geselecteerd: {kind}, met een kans van {chance}",
        "es": "Seleccionado: {kind}, con una probabilidad de {chance}",
    },
    BoxEvent.FOLLOWED: {
        "en": "The alarm asks for the next look: {kind}",
        "fr": "L'alerte demande le contrôle suivant : {kind}",
        "nl": "Het alarm vraagt om de volgende controle: {kind}",
        "es": "La alerta pide la siguiente inspección: {kind}",
    },
    BoxEvent.ORDERED: {
        "en": "Ordered: {kind}",
        "fr": "A ordonné : {kind}",
        "nl": "Gaf opdracht: {kind}",
        "es": "Ordenó: {kind}",
    },
    BoxEvent.HELD: {
        "en": "Took the box in hand",
        "fr": "A pris le conteneur en charge",
        "nl": "Nam de container in behandeling",
        "es": "Tomó el contenedor a su cargo",
    },
    BoxEvent.RELEASED: {
        "en": "Released the box",
        "fr": "A libéré le conteneur",
        "nl": "Gaf de container vrij",
        "es": "Liberó el contenedor",
    },
    BoxEvent.OUTCOME: {
        "en": "Recorded the outcome: {result}",
        "fr": "A enregistré le résultat : {result}",
        "nl": "Legde het resultaat vast: {result}",
        "es": "Registró el resultado: {result}",
    },
    BoxEvent.CORRECTED: {
        "en": "Corrected the outcome: {result}",
        "fr": "A corrigé le résultat : {result}",
        "nl": "Verbeterde het resultaat: {result}",
        "es": "Corrigió el resultado: {result}",
    },
    BoxEvent.LAPSED: {
        "en": "Taken for gone: its pick-up is long over",
        "fr": "Considéré comme parti : son enlèvement est passé depuis longtemps",
        "nl": "Als vertrokken beschouwd: het afhalen is lang voorbij",
        "es": "Se da por salido: su recogida pasó hace tiempo",
    },
}

_NAMES: dict[str, Texts] = {
    "documents": {"en": "documents", "fr": "documents", "nl": "documenten", "es": "documentos"},
    "dogs": {
        "en": "detection dogs",
        "fr": "chiens de détection",
        "nl": "speurhonden",
        "es": "perros detectores",
    },
    "scan": {"en": "scan", "fr": "scanner", "nl": "scan", "es": "escáner"},
    "second_scan": {
        "en": "second scan",
        "fr": "second scanner",
        "nl": "tweede scan",
        "es": "segundo escáner",
    },
    "open": {"en": "opening", "fr": "ouverture", "nl": "opening", "es": "apertura"},
    "nothing": {"en": "nothing found", "fr": "rien", "nl": "niets gevonden", "es": "nada"},
    "irregularity": {
        "en": "irregularity",
        "fr": "irrégularité",
        "nl": "onregelmatigheid",
        "es": "irregularidad",
    },
    "found": {
        "en": "contraband found",
        "fr": "contrebande découverte",
        "nl": "smokkelwaar gevonden",
        "es": "contrabando hallado",
    },
}


def viewed(language: Language) -> str:
    """Say that a dossier was opened."""
    return _VIEWED[language]


def filed(function: str, reference: str, language: Language) -> str:
    """Say what a message did."""
    return _FILED[function][language].format(reference=reference)


def done(entry: Entry, language: Language) -> str:
    """Say what an entry of a box's record did."""
    said = reasons.done(entry, language)
    if said is not None:
        return said
    order, outcome = entry.fact.order, entry.fact.outcome
    return _DONE[entry.kind][language].format(
        kind=_NAMES[order.kind][language] if order else "",
        chance=f"{order.selection_probability:.2g}" if order else "",
        result=_NAMES[outcome.result][language] if outcome else "",
    )


def named(code: str, language: Language) -> str:
    """Return what a kind of inspection or a result is called."""
    return _NAMES[code][language]


def concealed(way: Concealment | None, language: Language) -> str:
    """Return what a way of hiding is called, where nobody wrote down the place."""
    return _WAYS[way or Concealment.OTHER][language]


_WAYS: dict[Concealment, Texts] = {
    Concealment.RIP_ON: {
        "en": "bags behind the doors",
        "fr": "sacs derrière les portes",
        "nl": "zakken achter de deuren",
        "es": "bolsas tras las puertas",
    },
    Concealment.IN_LOAD: {
        "en": "in the load",
        "fr": "dans le chargement",
        "nl": "in de lading",
        "es": "en la carga",
    },
    Concealment.STRUCTURE: {
        "en": "structure of the container",
        "fr": "structure du conteneur",
        "nl": "structuur van de container",
        "es": "estructura del contenedor",
    },
    Concealment.REEFER_UNIT: {
        "en": "refrigeration unit",
        "fr": "groupe frigorifique",
        "nl": "koelgroep",
        "es": "grupo frigorífico",
    },
    Concealment.OTHER: {"en": "elsewhere", "fr": "ailleurs", "nl": "elders", "es": "en otro lugar"},
}
