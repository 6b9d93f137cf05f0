"""What one text of a profile changed of another, field by field and word by word."""

import re
from difflib import SequenceMatcher
from typing import Literal

import msgspec

from quaywatch.rules.examples import SECTIONS
from quaywatch.rules.profile import Example, Profile

SpanKind = Literal["same", "removed", "added"]
_PIECES = re.compile(r"\s+|\w+|.")


class Span(msgspec.Struct, frozen=True):
    """Characters that stayed, went or came."""

    kind: SpanKind
    text: str


class Change(msgspec.Struct, frozen=True):
    """A field that differs, with its old and its new text laid over each other."""

    field: str
    """`expression`, `weight`, `ends`, `source`, `tests`, or `title` or `text` and a language."""
    spans: tuple[Span, ...]


def changes(old: Profile | None, new: Profile) -> tuple[Change, ...]:
    """Return what `new` changed of `old`; all of it where there was none."""
    before = _fields(old) if old is not None else {}
    return tuple(
        Change(field, spans(before.get(field, ""), text))
        for field, text in _fields(new).items()
        if before.get(field, "") != text
    )


def spans(old: str, new: str) -> tuple[Span, ...]:
    """Lay two texts over each other: without what was added the old one, else the new."""
    left, right = _PIECES.findall(old), _PIECES.findall(new)
    found: list[Span] = []
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            found.append(Span("same", "".join(left[i:j])))
            continue
        pair = (Span("removed", "".join(left[i:j])), Span("added", "".join(right[k:m])))
        found += [span for span in pair if span.text]
    return tuple(found)


def _fields(profile: Profile) -> dict[str, str]:
    said = {"expression": profile.expression}
    for name in ("title", "text"):
        texts = msgspec.structs.asdict(getattr(profile, name))
        said |= {f"{name}.{language}": text for language, text in texts.items()}
    return said | {
        "weight": f"{profile.weight:g}",
        "source": profile.source,
        "ends": profile.ends.isoformat() if profile.ends else "",
        "tests": "\n".join(_lines(profile.tests)),
    }


def _lines(tests: tuple[Example, ...]) -> list[str]:
    lines: list[str] = []
    for example in tests:
        lines.append(f"{'✓' if example.match else '✗'} {example.name}")
        for section in SECTIONS:
            lines += _said(section, getattr(example, section))
        for name, items in (("goods", example.goods), ("equipment", example.equipment)):
            for place, item in enumerate(items, start=1):
                lines += _said(f"{name}[{place}]", item)
        lines += [f"  finding {code}" for code in example.findings]
    return lines


def _said(section: str, values: dict[str, object]) -> list[str]:
    return [
        f"  {section}.{name} = {msgspec.json.encode(value).decode()}"
        for name, value in values.items()
    ]
