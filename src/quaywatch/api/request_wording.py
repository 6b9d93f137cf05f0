"""What was done in a conversation with a filer, in words."""

from quaywatch.api.schemas import Language
from quaywatch.requests import AnswerSource, Entry, RequestEvent

Texts = dict[Language, str]

_STEPS: dict[RequestEvent, Texts] = {
    RequestEvent.DRAFTED: {
        "en": "Drafted the request",
        "fr": "A rédigé la demande",
        "nl": "Stelde het verzoek op",
        "es": "Redactó la solicitud",
    },
    RequestEvent.EDITED: {
        "en": "Changed the draft",
        "fr": "A modifié le projet",
        "nl": "Wijzigde het ontwerp",
        "es": "Cambió el borrador",
    },
    RequestEvent.PROPOSED: {
        "en": "Proposed it for a second officer to confirm",
        "fr": "L'a proposée à la confirmation d'un second agent",
        "nl": "Legde het voor aan een tweede ambtenaar",
        "es": "La propuso para que otro agente la confirme",
    },
    RequestEvent.APPROVED: {
        "en": "Confirmed it as the second officer",
        "fr": "L'a confirmée comme second agent",
        "nl": "Bevestigde het als tweede ambtenaar",
        "es": "La confirmó como segundo agente",
    },
    RequestEvent.SENT: {
        "en": "Sent it to the filer",
        "fr": "L'a envoyée au déclarant",
        "nl": "Verzond het naar de aangever",
        "es": "La envió al declarante",
    },
    RequestEvent.DELIVERED: {
        "en": "Handed over to the filer",
        "fr": "Remise au déclarant",
        "nl": "Afgeleverd bij de aangever",
        "es": "Entregada al declarante",
    },
    RequestEvent.REMINDED: {
        "en": "Reminded the filer: the time is nearly over",
        "fr": "Rappel au déclarant : le délai touche à sa fin",
        "nl": "Herinnerde de aangever: de tijd is bijna om",
        "es": "Recordatorio al declarante: el plazo casi ha terminado",
    },
    RequestEvent.ESCALATED: {
        "en": "No answer in time: put before the supervisor",
        "fr": "Pas de réponse à temps : soumise au superviseur",
        "nl": "Geen antwoord op tijd: voorgelegd aan de leidinggevende",
        "es": "Sin respuesta a tiempo: pasa al supervisor",
    },
    RequestEvent.ASSESSED: {
        "en": "Assessed again: {cured} cured, {remaining} remaining, {new} new",
        "fr": "Réévaluée : {cured} corrigés, {remaining} restants, {new} nouveaux",
        "nl": "Opnieuw beoordeeld: {cured} verholpen, {remaining} over, {new} nieuw",
        "es": "Evaluada de nuevo: {cured} corregidos, {remaining} pendientes, {new} nuevos",
    },
    RequestEvent.REOPENED: {
        "en": "Drafted anew what the answer left open",
        "fr": "A rédigé à nouveau ce que la réponse laisse ouvert",
        "nl": "Stelde opnieuw op wat het antwoord openliet",
        "es": "Redactó de nuevo lo que la respuesta dejó abierto",
    },
    RequestEvent.CLOSED: {
        "en": "Closed: {result}",
        "fr": "Close : {result}",
        "nl": "Afgesloten: {result}",
        "es": "Cerrada: {result}",
    },
    RequestEvent.LIFTING_PROPOSED: {
        "en": "Proposed to lift the do-not-load",
        "fr": "A proposé de lever l'interdiction de charger",
        "nl": "Stelde voor het laadverbod op te heffen",
        "es": "Propuso levantar la orden de no cargar",
    },
    RequestEvent.WITHDRAWN: {
        "en": "Withdrew it",
        "fr": "L'a retirée",
        "nl": "Trok het in",
        "es": "La retiró",
    },
}

_ANSWERED: dict[AnswerSource, Texts] = {
    AnswerSource.FILING: {
        "en": "Answered with a message about the consignment",
        "fr": "A répondu par un message sur l'envoi",
        "nl": "Antwoordde met een bericht over de zending",
        "es": "Respondió con un mensaje sobre el envío",
    },
    AnswerSource.REPLY: {
        "en": "Answered with a reply that names the question",
        "fr": "A répondu par un message qui cite la question",
        "nl": "Antwoordde met een bericht dat de vraag noemt",
        "es": "Respondió con un mensaje que cita la pregunta",
    },
    AnswerSource.PORTAL: {
        "en": "Answered on the page",
        "fr": "A répondu sur la page",
        "nl": "Antwoordde op de pagina",
        "es": "Respondió en la página",
    },
    AnswerSource.OFFICER: {
        "en": "Wrote down what the filer answered",
        "fr": "A noté la réponse du déclarant",
        "nl": "Noteerde wat de aangever antwoordde",
        "es": "Anotó lo que respondió el declarante",
    },
}

_RESULTS: dict[str, Texts] = {
    "satisfied": {"en": "satisfied", "fr": "satisfaite", "nl": "voldaan", "es": "satisfecha"},
    "unsatisfied": {
        "en": "not satisfied",
        "fr": "non satisfaite",
        "nl": "niet voldaan",
        "es": "no satisfecha",
    },
    "unanswered": {
        "en": "never answered",
        "fr": "restée sans réponse",
        "nl": "nooit beantwoord",
        "es": "nunca respondida",
    },
    "upheld": {
        "en": "the vessel left without the container",
        "fr": "le navire est parti sans le conteneur",
        "nl": "het schip vertrok zonder de container",
        "es": "el buque zarpó sin el contenedor",
    },
}


def done(entry: Entry, language: Language) -> str:
    """Say what a step of a conversation did."""
    fact = entry.fact
    if fact.answer is not None:
        return _ANSWERED[fact.answer.source][language]
    found = fact.assessed
    return _STEPS[entry.kind][language].format(
        result=_RESULTS[fact.result][language] if fact.result else "",
        cured=len(found.cured) if found else 0,
        remaining=len(found.remaining) if found else 0,
        new=len(found.new) if found else 0,
    )
