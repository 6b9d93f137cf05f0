"""What can be wrong with an expression, in every language of the house."""

from enum import Enum

from quaywatch.rules.language.types import Type
from quaywatch.rules.text import Texts


def _of(en: str, fr: str, nl: str, es: str) -> Texts:
    return Texts(en=en, fr=fr, nl=nl, es=es)


class Wrong(Enum):
    """A defect, with the pattern of its text; gaps are filled with what is named at that place."""

    NO_CLOSING_QUOTE = _of(
        "this text has no closing quote",
        "ce texte n'a pas de guillemet fermant",
        "deze tekst heeft geen sluitend aanhalingsteken",
        "a este texto le falta la comilla final",
    )
    SINGLE_SIGN = _of(
        "{sign!r} alone says nothing: write {doubled}",
        "{sign!r} seul ne dit rien : écrivez {doubled}",
        "{sign!r} alleen zegt niets: schrijf {doubled}",
        "{sign!r} solo no dice nada: escriba {doubled}",
    )
    NO_MEANING = _of(
        "{sign!r} has no meaning here",
        "{sign!r} n'a pas de sens ici",
        "{sign!r} betekent hier niets",
        "{sign!r} no tiene sentido aquí",
    )
    NO_ESCAPE = _of(
        "{said} is no escape: double the backslash",
        "{said} n'est pas un échappement : doublez la barre oblique inverse",
        "{said} is geen escape: verdubbel de backslash",
        "{said} no es un escape: duplique la barra invertida",
    )
    TOO_MANY_JOINED = _of(
        "more than {most} joined one after the other",
        "plus de {most} à la suite",
        "meer dan {most} achter elkaar",
        "más de {most} unidos uno tras otro",
    )
    TOO_DEEP = _of(
        "nested deeper than {most} levels",
        "plus de {most} niveaux d'imbrication",
        "dieper dan {most} niveaus genest",
        "anidado a más de {most} niveles",
    )
    SIGN_MISSING = _of(
        "{sign!r} is missing before {word}",
        "il manque {sign!r} avant {word}",
        "{sign!r} ontbreekt voor {word}",
        "falta {sign!r} antes de {word}",
    )
    NAME_MISSING = _of(
        "a name is missing before {word}",
        "il manque un nom avant {word}",
        "er ontbreekt een naam voor {word}",
        "falta un nombre antes de {word}",
    )
    VALUE_MISSING = _of(
        "a value is missing before {word}",
        "il manque une valeur avant {word}",
        "er ontbreekt een waarde voor {word}",
        "falta un valor antes de {word}",
    )
    AFTER_THE_WHOLE = _of(
        "{word} follows a whole expression",
        "{word} suit une expression complète",
        "{word} volgt op een volledige uitdrukking",
        "{word} sigue a una expresión completa",
    )
    CHAINED = _of(
        "comparisons do not chain: join two by &&",
        "les comparaisons ne s'enchaînent pas : joignez-en deux par &&",
        "vergelijkingen vormen geen keten: verbind er twee met &&",
        "las comparaciones no se encadenan: una dos con &&",
    )
    NO_BRACKET = _of(
        "{name} must be followed by (",
        "{name} doit être suivi de (",
        "na {name} moet ( volgen",
        "a {name} debe seguirle (",
    )
    PLAIN_LIST = _of(
        "a list holds plain texts or numbers",
        "une liste contient de simples textes ou nombres",
        "een lijst bevat gewone teksten of getallen",
        "una lista contiene textos o números simples",
    )
    MIXED_LIST = _of(
        "a list holds only texts or only numbers, at least one",
        "une liste ne contient que des textes ou que des nombres, au moins un",
        "een lijst bevat alleen teksten of alleen getallen, minstens één",
        "una lista contiene solo textos o solo números, al menos uno",
    )
    TOO_LARGE = _of(
        "{number} is too large a number",
        "{number} est un nombre trop grand",
        "{number} is een te groot getal",
        "{number} es un número demasiado grande",
    )
    NO_DURATION = _of(
        "{said!r} is no duration: write 90m, 24h or 1d12h",
        "{said!r} n'est pas une durée : écrivez 90m, 24h ou 1d12h",
        "{said!r} is geen duur: schrijf 90m, 24h of 1d12h",
        "{said!r} no es una duración: escriba 90m, 24h o 1d12h",
    )
    NO_INSTANT = _of(
        "{said!r} is no instant: write 2026-05-04T00:00:00Z, time zone included",
        "{said!r} n'est pas un instant : écrivez 2026-05-04T00:00:00Z, fuseau compris",
        "{said!r} is geen tijdstip: schrijf 2026-05-04T00:00:00Z, met tijdzone",
        "{said!r} no es un instante: escriba 2026-05-04T00:00:00Z, con huso horario",
    )
    NO_PATTERN = _of(
        "{said!r} is no regular expression: {reason}",
        "{said!r} n'est pas une expression régulière : {reason}",
        "{said!r} is geen reguliere expressie: {reason}",
        "{said!r} no es una expresión regular: {reason}",
    )
    NO_FIELD = _of(
        "no field is named {name}",
        "aucun champ ne s'appelle {name}",
        "geen veld heet {name}",
        "ningún campo se llama {name}",
    )
    NO_LIST = _of(
        "no value list is named {name}",
        "aucune liste de valeurs ne s'appelle {name}",
        "geen waardelijst heet {name}",
        "ninguna lista de valores se llama {name}",
    )
    NO_FUNCTION = _of(
        "no function is named {name}",
        "aucune fonction ne s'appelle {name}",
        "geen functie heet {name}",
        "ninguna función se llama {name}",
    )
    NO_METHOD = _of(
        "no method is named {name}",
        "aucune méthode ne s'appelle {name}",
        "geen methode heet {name}",
        "ningún método se llama {name}",
    )
    SEVERAL = _of(
        "a consignment can have several {several}: "
        "ask any({name} …), all(…), count(…), sum(…), min(…) or max(…)",
        "un envoi peut avoir plusieurs {several} : "
        "demandez any({name} …), all(…), count(…), sum(…), min(…) ou max(…)",
        "een zending kan meer dan één {several} hebben: "
        "vraag any({name} …), all(…), count(…), sum(…), min(…) of max(…)",
        "un envío puede tener varios {several}: "
        "pregunte any({name} …), all(…), count(…), sum(…), min(…) o max(…)",
    )
    OF_ANOTHER = _of(
        "{name}() asks {here} here, not {there}: use two of them",
        "{name}() interroge ici {here}, pas {there} : employez-en deux",
        "{name}() vraagt hier naar {here}, niet naar {there}: gebruik er twee",
        "{name}() pregunta aquí por {here}, no por {there}: use dos",
    )
    ONLY_ELEMENT = _of(
        "inside exists() only {name} and value lists can be named",
        "dans exists(), seuls {name} et des listes de valeurs peuvent être nommés",
        "binnen exists() kunnen alleen {name} en waardelijsten worden genoemd",
        "dentro de exists() solo pueden nombrarse {name} y listas de valores",
    )
    NO_FINDING_HERE = _of(
        "inside exists() findings cannot be asked",
        "dans exists(), on ne peut pas demander de constats",
        "binnen exists() kan niet naar bevindingen worden gevraagd",
        "dentro de exists() no puede preguntarse por observaciones",
    )
    NO_QUESTION = _of(
        "a profile asks a yes-or-no question; this is {type}",
        "un profil pose une question par oui ou non ; ceci est {type}",
        "een profiel stelt een ja-neevraag; dit is {type}",
        "un perfil hace una pregunta de sí o no; esto es {type}",
    )
    ASKS_NOTHING = _of(
        "this asks nothing of the consignment",
        "ceci ne demande rien à l'envoi",
        "dit vraagt niets van de zending",
        "esto no pregunta nada del envío",
    )
    ONE_ARGUMENT = _of(
        "{name}() takes one argument, not {count}",
        "{name}() prend un argument, pas {count}",
        "{name}() neemt één argument, geen {count}",
        "{name}() toma un argumento, no {count}",
    )
    QUOTED = _of(
        "{name}() takes a text between quotes",
        "{name}() prend un texte entre guillemets",
        "{name}() neemt een tekst tussen aanhalingstekens",
        "{name}() toma un texto entre comillas",
    )
    HAS_FIELD = _of(
        "has() takes the name of a field",
        "has() prend le nom d'un champ",
        "has() neemt de naam van een veld",
        "has() toma el nombre de un campo",
    )
    HAS_SIZE = _of(
        "has() takes the name of a field: ask size() of this",
        "has() prend le nom d'un champ : demandez size() de ceci",
        "has() neemt de naam van een veld: vraag hiervan size()",
        "has() toma el nombre de un campo: pregunte size() de esto",
    )
    SIZE_OF = _of(
        "size() counts a list or a collection, not {type}",
        "size() compte une liste ou une collection, pas {type}",
        "size() telt een lijst of verzameling, niet {type}",
        "size() cuenta una lista o colección, no {type}",
    )
    SIZE_OUTSIDE = _of(
        "size() stands outside {name}()",
        "size() se place hors de {name}()",
        "size() staat buiten {name}()",
        "size() va fuera de {name}()",
    )
    NOT_INSIDE = _of(
        "{name}() cannot stand in {outer}()",
        "{name}() ne peut pas se trouver dans {outer}()",
        "{name}() kan niet in {outer}() staan",
        "{name}() no puede estar dentro de {outer}()",
    )
    TAKES = _of(
        "{name}() takes {wanted}, not {type}",
        "{name}() prend {wanted}, pas {type}",
        "{name}() neemt {wanted}, niet {type}",
        "{name}() toma {wanted}, no {type}",
    )
    OF_NO_ITEM = _of(
        "{name}() asks nothing of goods or equipment",
        "{name}() ne demande rien aux marchandises ni aux conteneurs",
        "{name}() vraagt niets van goederen of containers",
        "{name}() no pregunta nada de mercancías ni contenedores",
    )
    OF_TEXT_FIELD = _of(
        "{name}() is asked of a text field",
        "{name}() se demande d'un champ de texte",
        "{name}() wordt aan een tekstveld gevraagd",
        "{name}() se pregunta de un campo de texto",
    )
    TAKES_ONE_TEXT = _of(
        "{name}() takes one text between its brackets",
        "{name}() prend un texte entre ses parenthèses",
        "{name}() neemt één tekst tussen de haakjes",
        "{name}() toma un texto entre sus paréntesis",
    )
    TAKES_NOTHING = _of(
        "{name}() takes nothing between its brackets",
        "{name}() ne prend rien entre ses parenthèses",
        "{name}() neemt niets tussen de haakjes",
        "{name}() no toma nada entre sus paréntesis",
    )
    MATCHES = _of(
        "matches() is asked of a text field with one pattern",
        "matches() se demande d'un champ de texte avec un motif",
        "matches() wordt aan een tekstveld gevraagd met één patroon",
        "matches() se pregunta de un campo de texto con un patrón",
    )
    EXISTS_OF = _of(
        "exists() is asked of a field that is a list of texts",
        "exists() se demande d'un champ qui est une liste de textes",
        "exists() wordt gevraagd aan een veld dat een lijst van teksten is",
        "exists() se pregunta de un campo que es una lista de textos",
    )
    EXISTS_TAKES = _of(
        "exists() takes a name and a yes-or-no: exists(x, …)",
        "exists() prend un nom et un oui ou non : exists(x, …)",
        "exists() neemt een naam en een ja of nee: exists(x, …)",
        "exists() toma un nombre y un sí o no: exists(x, …)",
    )
    EXISTS_ASKS = _of(
        "exists() takes a yes-or-no, not {type}",
        "exists() prend un oui ou non, pas {type}",
        "exists() neemt een ja of nee, niet {type}",
        "exists() toma un sí o no, no {type}",
    )
    WANTS = _of(
        "{sign} wants {wanted}, not {type}",
        "{sign} demande {wanted}, pas {type}",
        "{sign} wil {wanted}, niet {type}",
        "{sign} requiere {wanted}, no {type}",
    )
    JOINS = _of(
        "{sign} joins two yes-or-no, not {type}",
        "{sign} joint deux oui ou non, pas {type}",
        "{sign} verbindt twee keer ja of nee, niet {type}",
        "{sign} une dos sí o no, no {type}",
    )
    NOT_COMPARED = _of(
        "{sign} cannot compare {type} with {other}",
        "{sign} ne peut pas comparer {type} et {other}",
        "{sign} kan {type} niet met {other} vergelijken",
        "{sign} no puede comparar {type} con {other}",
    )
    EMPTY_TEXT = _of(
        "an empty text is a missing one, which equals nothing: ask has() instead",
        "un texte vide est un texte absent, qui n'égale rien : demandez has()",
        "een lege tekst is een ontbrekende, die aan niets gelijk is: vraag has()",
        "un texto vacío es uno que falta y no es igual a nada: pregunte has()",
    )
    NOT_WITHIN = _of(
        "in cannot look for {type} in {other}",
        "in ne peut pas chercher {type} dans {other}",
        "in kan {type} niet in {other} zoeken",
        "in no puede buscar {type} en {other}",
    )
    NOT_JOINED = _of(
        "{sign} cannot join {type} with {other}",
        "{sign} ne peut pas joindre {type} et {other}",
        "{sign} kan {type} niet met {other} verbinden",
        "{sign} no puede unir {type} con {other}",
    )
    EMPTY_GROUP = _of(
        "a group needs conditions",
        "un groupe demande des conditions",
        "een groep heeft voorwaarden nodig",
        "un grupo necesita condiciones",
    )
    NO_VALUE = _of(
        "a comparison needs a value",
        "une comparaison demande une valeur",
        "een vergelijking heeft een waarde nodig",
        "una comparación necesita un valor",
    )
    NO_COMPARISON = _of(
        "{sign!r} compares nothing",
        "{sign!r} ne compare rien",
        "{sign!r} vergelijkt niets",
        "{sign!r} no compara nada",
    )


THE_END = _of("the end", "la fin", "het einde", "el final")
PERHAPS = _of(
    "did you mean {name}?",
    "vouliez-vous dire {name} ?",
    "bedoelde u {name}?",
    "¿quiso decir {name}?",
)
_TYPES = {
    Type.TRUTH: _of(Type.TRUTH, "un oui ou non", "een ja of nee", "un sí o no"),
    Type.NUMBER: _of(Type.NUMBER, "un nombre", "een getal", "un número"),
    Type.TEXT: _of(Type.TEXT, "un texte", "een tekst", "un texto"),
    Type.INSTANT: _of(Type.INSTANT, "un instant", "een tijdstip", "un instante"),
    Type.DURATION: _of(Type.DURATION, "une durée", "een duur", "una duración"),
    Type.TEXTS: _of(
        Type.TEXTS, "une liste de textes", "een lijst van teksten", "una lista de textos"
    ),
    Type.NUMBERS: _of(
        Type.NUMBERS, "une liste de nombres", "een lijst van getallen", "una lista de números"
    ),
    Type.COLLECTION: _of(Type.COLLECTION, "une collection", "een verzameling", "una colección"),
}

Value = str | int | Texts | Type
"""What fills a gap; a type or another text is said in the language asked for."""


def say(wrong: Wrong, values: dict[str, Value], language: str) -> str:
    """Return what is wrong, in a language of the house."""
    return wrong.value.get(language).format(
        **{name: _said(value, language) for name, value in values.items()}
    )


def _said(value: Value, language: str) -> str | int:
    if isinstance(value, Type):
        return _TYPES[value].get(language)
    return value.get(language) if isinstance(value, Texts) else value
