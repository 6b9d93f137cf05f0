"""The characters that hold an interchange together (ISO 9735, service string advice UNA).

Inside the project a segment is held in one form whatever its interchange's service characters:
data elements apart by `+`, components by `:`, no terminator, and a `+`, `:`, `?` or `'` that is
data (was released, or is no service character there) as a Unicode noncharacter, so that plain
splitting is always right. `text` brings such characters back.
"""

import re
from typing import NamedTuple

_MASKED = {"+": "\ufdd1", ":": "\ufdd2", "'": "\ufdd3", "?": "\ufdd0"}
_HELD = ("\ufdd4", "\ufdd5", "\ufdd6", "\ufdd7")


class ServiceCharacters(NamedTuple):
    """The separators of one interchange; an empty release character means that there is none."""

    component: str = ":"
    element: str = "+"
    release: str = "?"
    terminator: str = "'"


DEFAULT = ServiceCharacters()

_ADVICE = re.compile(
    rb"UNA([^A-Z]{4,10}?)(?=UN[BGH])"
    rb"|UNB([^\w\s])UNO[A-Z]([^\w\s])\d[^']{1,200}?([^\w\s]|[\r\n])\s*(?=UN[GH]\2)",
    re.DOTALL,
)


def find_advice(data: bytes, start: int) -> re.Match[bytes] | None:
    """Return the first service string advice, or interchange header that shows its separators.

    Candidates are searched as plain bytes: running the expression over everything would cost
    more than reading does.
    """
    first: re.Match[bytes] | None = None
    for tag in (b"UNA", b"UNB"):
        at = data.find(tag, start, first.start() if first else len(data))
        while at >= 0:
            if found := _ADVICE.match(data, at):
                first = found
                break
            at = data.find(tag, at + 1, first.start() if first else len(data))
    return first


def advised(found: re.Match[bytes]) -> tuple[ServiceCharacters | None, int]:
    """Return the service characters that a found advice declares, and where it ends.

    None stands for an advice that contradicts itself. Advices of four (no release character) and
    five characters (no reserved one) are met in practice and understood.
    """
    if found[1] is None:
        element, component, terminator = (found[i].decode("latin-1") for i in (2, 3, 4))
        chars = ServiceCharacters(component, element, "?", terminator)
        return _sound(chars), found.start()
    body = found[1].decode("latin-1")
    short = len(body) < 6 or (body[5] in "\r\n" and body[4] != " ")
    core = body.rstrip("\r\n")[:5] if short else body[:6]
    release = core[3] if len(core) > 4 else ""
    chars = ServiceCharacters(core[0], core[1], "" if release == " " else release, core[-1])
    return _sound(chars), found.start() + 3 + len(core)


def _sound(chars: ServiceCharacters) -> ServiceCharacters | None:
    used = [char for char in chars if char]
    blank = bool({chars.component, chars.element} & set(" \t\r\n"))
    return None if blank or len(set(used)) < len(used) else chars


_RELEASED = re.compile(r"\?([+:'?])")


def mask(content: str) -> str:
    """Bring segments with default service characters into the project's form."""
    if "?" not in content:
        return content
    if "??" in content:
        return _RELEASED.sub(_masked, content)
    for char, masked in _MASKED.items():
        content = content.replace(f"?{char}", masked)
    return content


def _masked(released: re.Match[str]) -> str:
    return _MASKED[released[1]]


def mask_unusual(segment: str, chars: ServiceCharacters) -> str:
    """Bring a segment with any service characters into the project's form."""
    if chars.release:
        released = (chars.release, chars.component, chars.element, chars.terminator)
        for char, held in zip(released, _HELD, strict=True):
            segment = segment.replace(chars.release + char, held)
        back = {held: _MASKED.get(c, c) for held, c in zip(_HELD, released, strict=True)}
    else:
        back = {}
    table = {**_MASKED, chars.element: "+", chars.component: ":", **back}
    return segment.translate(str.maketrans(table))


def pieces(content: str, chars: ServiceCharacters) -> list[str]:
    """Split raw content at its terminators; the last piece is what follows the last of them."""
    cut = content.split(chars.terminator)
    release = chars.release
    if not release or release + chars.terminator not in content:
        return cut
    whole: list[str] = []
    held: list[str] = []
    for piece in cut[:-1]:
        if piece[-1:] == release and (len(piece) - len(piece.rstrip(release))) % 2:
            held.append(piece)
        elif held:
            whole.append(chars.terminator.join([*held, piece]))
            held = []
        else:
            whole.append(piece)
    return [*whole, chars.terminator.join([*held, cut[-1]])]


def text(value: str) -> str:
    """Bring masked characters of an element or component back, and drop surrounding blanks."""
    value = value.strip()
    if value.isascii():
        return value
    # Cheaper than `translate`: looking for a wide character in a narrow string takes no time.
    for char, masked in _MASKED.items():
        value = value.replace(masked, char)
    return value


_ESCAPE = str.maketrans({char: f"?{char}" for char in "+:'?"})


def escape(value: str) -> str:
    """Release the service characters in a value that goes into a message."""
    return value.translate(_ESCAPE)
