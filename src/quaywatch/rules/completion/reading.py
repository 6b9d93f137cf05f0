"""The beginning of an expression as far as it can be read, from its end backwards."""

import msgspec

from quaywatch.rules.language.error import ExpressionError
from quaywatch.rules.language.tokens import Token, tokens
from quaywatch.rules.language.types import FIELDS, Type
from quaywatch.rules.vocabulary import GIVES


class Beginning(msgspec.Struct, frozen=True, kw_only=True):
    """The words before a place, and where a text between quotes begins that is still open there."""

    words: tuple[Token, ...]
    quote: int | None = None
    whole: bool = True
    """Whether all of it could be cut into words, up to that quote."""

    def before(self, at: int) -> "Beginning":
        """Return this without the words from `at` on."""
        kept = tuple(word for word in self.words if word.at < at)
        return msgspec.structs.replace(self, words=kept)

    @property
    def complete(self) -> bool:
        """Whether a value ends here, so that a sign must follow."""
        if not self.words or self.words[-1].value == "in":
            return False
        return self.words[-1].kind != "sign" or self.words[-1].value in {")", "]"}

    @property
    def inside(self) -> list[str]:
        """The functions whose brackets are open here, outermost first; empty for plain brackets."""
        opened: list[str] = []
        before: Token | None = None
        for word in self.words:
            if is_sign(word, "("):
                opened.append(before.value if before is not None and before.kind == "name" else "")
            elif is_sign(word, ")") and opened:
                opened.pop()
            before = word
        return opened

    @property
    def type(self) -> Type | None:
        """The type of the value that ends here, as far as its last words tell."""
        if not self.words:
            return None
        last = self.words[-1]
        if is_sign(last, ")"):
            opened = _opening(self.words)
            function = self.words[opened - 1] if opened > 0 else last
            return GIVES.get(function.value) if function.kind == "name" else Type.TRUTH
        if last.kind in {"text", "number"} or is_sign(last, "]"):
            return Type.TRUTH if len(self.words) > 1 else None  # Compared with what is before.
        field = FIELDS.get(name(self.words, len(self.words) - 1))
        return field.type if field else None

    @property
    def compared(self) -> str:
        """The field with which a text that begins here is compared, with `.country` after it where
        its country is meant; empty if with none."""
        place = len(self.words) - 1
        while place >= 0 and (self.words[place].kind == "text" or is_sign(self.words[place], "[,")):
            place -= 1
        if place < 0:
            return ""
        if is_sign(self.words[place], "("):
            return name(self.words, place - 2)  # A method of the field, such as startsWith.
        if "".join(word.value for word in self.words[max(place - 4, 0) : place]) == ".country()":
            return f"{name(self.words, place - 5)}.country"
        return name(self.words, place - 1)


def beginning(text: str) -> Beginning:
    """Read `text` as far as it goes."""
    words: list[Token] = []
    try:
        words.extend(word for word in tokens(text) if word.kind != "end")
    except ExpressionError as error:
        if text[error.at] in "\"'":
            return Beginning(words=tuple(words), quote=error.at)
        return Beginning(words=tuple(words), whole=False)
    return Beginning(words=tuple(words))


def is_sign(word: Token, signs: str) -> bool:
    """Whether a word is one of some signs of one character."""
    return word.kind == "sign" and word.value in signs


def name(words: tuple[Token, ...], place: int) -> str:
    """Return the dotted name that ends at `place`, which may be its last dot."""
    if place >= 0 and is_sign(words[place], "."):
        place -= 1
    parts: list[str] = []
    while place >= 0 and words[place].kind == "name":
        parts.insert(0, words[place].value)
        if place < 1 or not is_sign(words[place - 1], "."):
            break
        place -= 2
    return ".".join(parts)


def _opening(words: tuple[Token, ...]) -> int:
    """Return the place of the bracket that the last word closes, -1 if there is none."""
    depth = 0
    for place in range(len(words) - 1, -1, -1):
        depth += is_sign(words[place], ")") - is_sign(words[place], "(")
        if depth == 0:
            return place
    return -1
