"""Damage to JSON values, whole or one a line, that leaves them JSON."""

import json
import random
from collections.abc import Sequence
from typing import Any

from tests.fuzz.mutation.odd import JSON, TEXTS
from tests.fuzz.mutation.plain import anyhow


def members(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """Change, leave out, repeat, nest or borrow a value."""
    try:
        return _changed(data, dice, others)
    except (ValueError, RecursionError):
        pass
    lines = data.split(b"\n")
    at = dice.randrange(len(lines))
    try:
        lines[at] = _changed(lines[at], dice, others)
    except (ValueError, RecursionError):
        return anyhow(data, dice, others)
    return b"\n".join(lines)


def _changed(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    whole = [json.loads(data)]
    holder, key = dice.choice(_places(whole))
    match dice.randrange(7):
        case 0 | 1:
            holder[key] = dice.choice(TEXTS)
        case 2:
            holder[key] = dice.choice(JSON)
        case 3:
            other, place = dice.choice(_places([json.loads(dice.choice(others))]))
            holder[key] = other[place]
        case 4:
            holder[key] = [holder[key]] * dice.choice((1, 2, 30))
        case 5:
            for _ in range(dice.choice((1, 5, 300))):
                holder[key] = {"a": holder[key]}
        case _:
            del holder[key]
    return json.dumps(whole[0] if whole else None, ensure_ascii=dice.random() < 0.5).encode(
        "utf-8", "surrogatepass"
    )


def _places(whole: list[Any]) -> list[tuple[Any, Any]]:
    """Return every container with each of its keys."""
    found: list[tuple[Any, Any]] = []
    waiting: list[Any] = [whole]
    while waiting:
        holder: Any = waiting.pop()
        keys: list[Any] = list(holder) if isinstance(holder, dict) else [*range(len(holder))]
        for key in keys:
            found.append((holder, key))
            if isinstance(holder[key], (dict, list)):
                waiting.append(holder[key])
    return found
