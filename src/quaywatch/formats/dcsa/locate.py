"""From a JSON pointer (RFC 6901) to the byte where that value stands."""

import re
from collections.abc import Sequence

import msgspec

Path = Sequence[str | int]

_BLANKS = re.compile(rb"[ \t\r\n,:]*")
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_SCALAR = re.compile(rb"[^\s,\]}]*")
_SIGN = re.compile(rb'"(?:[^"\\]|\\.)*"|[{}\[\]]', re.DOTALL)
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_SHOWN = 40


def path_of(said: str) -> tuple[str | int, ...]:
    """Return the path in a message of the decoder, such as ``… - at `$.events[0].eventID` ``."""
    _, _, path = said.rpartition(" - at `$")
    return tuple(int(i) if i else name for name, i in _STEP.findall(path.rstrip("`")))


def pointer(path: Path) -> str:
    """Return a path as JSON pointer; the whole document's is empty."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)


def locate(data: bytes, path: Path) -> int:
    """Return where the value at `path` begins, or the innermost value around it that there is."""
    here = _after_blanks(data, 0)
    for step in path:
        found = _member(data, here, step) if isinstance(step, str) else _item(data, here, step)
        if found is None:
            return here
        here = found
    return here


def excerpt(data: bytes, offset: int) -> str:
    """Return the value at `offset` as written, cut when it is long."""
    text = data[offset : _skip(data, offset)][: _SHOWN + 1].decode("utf-8", "replace")
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _after_blanks(data: bytes, at: int) -> int:
    found = _BLANKS.match(data, at)
    return found.end() if found else at


def _member(data: bytes, at: int, name: str) -> int | None:
    if data[at : at + 1] != b"{":
        return None
    at = _after_blanks(data, at + 1)
    while key := _STRING.match(data, at):
        value = _after_blanks(data, key.end())
        if _plain(key[0]) == name:
            return value
        at = _after_blanks(data, _skip(data, value))
    return None


def _item(data: bytes, at: int, index: int) -> int | None:
    if data[at : at + 1] != b"[":
        return None
    at = _after_blanks(data, at + 1)
    for _ in range(index):
        at = _after_blanks(data, _skip(data, at))
    return at if at < len(data) and data[at : at + 1] != b"]" else None


def _skip(data: bytes, at: int) -> int:
    """Return where the value at `at` ends."""
    if data[at : at + 1] not in (b"{", b"["):
        found = _STRING.match(data, at) or _SCALAR.match(data, at)
        return max(found.end(), at + 1) if found else at + 1
    depth = 0
    for sign in _SIGN.finditer(data, at):
        depth += 1 if sign[0] in b"{[" else -1 if sign[0] in b"}]" else 0
        if depth == 0:
            return sign.end()
    return len(data)


def _plain(key: bytes) -> str:
    try:
        return msgspec.json.decode(key, type=str)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
