"""Which problems of a message are errors of syntax, and under which code they are reported."""

from collections.abc import Mapping

_CODES: Mapping[str, tuple[str, ...]] = {
    "13": (
        "consignment.reference-missing",
        "equipment.number-missing",
        "segment.unterminated",
        "structure.missing",
    ),
    "14": ("message.unsupported",),
    "15": ("segment.order", "segment.unknown", "structure.misplaced"),
    "18": ("message.group-too-long", "consignment.truncated", "movement.truncated"),
    "21": ("charset.mismatch", "segment.malformed"),
    "22": ("segment.unreadable",),
    "33": ("segment.stray",),
    "35": ("structure.repeated",),
}
_ENDINGS: Mapping[str, str] = {
    "count": "29",
    "reference": "28",
    "header-missing": "13",
    "trailer-missing": "13",
}
_LEVELS = frozenset({"interchange", "group", "message"})

_BY_NAME = {name: code for code, names in _CODES.items() for name in names}


def syntax_error(code: str) -> str | None:
    """Return the syntax error (data element 0085) that a problem is, None when it is none."""
    level, _, ending = code.partition(".")
    if level in _LEVELS and ending in _ENDINGS:
        return _ENDINGS[ending]
    return _BY_NAME.get(code)
