"""What is asked of one route: what its schema allows, and what is near to what it is meant for."""

import json
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.schemas import APIOperation

from tests.api.access.table import ROUTES, declared
from tests.node.making import NUMBERS, consignment, filing
from tests.scans.pictures import grey, png

RAW = (b"", b"{}", b"[", b"\x00\xff\xfe", b"%PDF-1.7", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"UNB+")
ODD: tuple[Any, ...] = (
    *(None, True, 0, -1, 2**31, 2**63, 2**70, 1e308, float("nan"), float("inf"), 0.1),
    *("", " ", "\x00", "\ud800", "a" * 5000, "'; --", "../..", "2026-02-30", "9999-12-31"),
    *("0001-01-01T00:00:00Z", "9999-12-31T23:59:59+14:00", [], {}, [[]], {"": None}),
)
"""Values that somebody who means no good puts where another one is meant."""

_FILES = (filing(consignment("BL7", NUMBERS[3:4])), png(grey()))


@dataclass
class Known:
    """What one route is meant for: names in its address, bodies that it takes, who may ask it."""

    places: dict[str, list[str]] = field(default_factory=dict)
    bodies: list[Any] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)


def known(
    described: Mapping[str, Any], names: Mapping[str, object]
) -> dict[tuple[str, str], Known]:
    """Return it by method and path; `names` stand for what there is at the node that is asked."""
    found: dict[tuple[str, str], Known] = {}
    for method, address, body, roles in ROUTES:
        path = declared(method, address, described)
        one = found.setdefault((method, path), Known())
        plain = address.format(**names).partition("?")[0]
        pattern = re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", path)
        matched = re.fullmatch(pattern, plain)
        assert matched is not None, (path, plain)
        for name, value in matched.groupdict().items():
            one.places.setdefault(name, []).append(value.replace("%23", "#"))
        if body is not None:
            one.bodies.append(body)
        one.roles |= roles
    return found


@dataclass(frozen=True)
class Ask:
    """One request."""

    case: Case
    address: str
    query: list[tuple[str, str]]
    headers: dict[str, str]
    content: bytes | None

    @property
    def told(self) -> str:
        """How a person would repeat it."""
        sent = f" {self.content[:300]!r}" if self.content is not None else ""
        return f"{self.case.method} {self.address} {self.query}{sent}"


def asks(operation: APIOperation, one: Known) -> st.SearchStrategy[Ask]:
    """Draw requests to a route."""
    drawn = operation.as_strategy(GenerationMode.POSITIVE)
    chance = st.integers(0, 2**32 - 1)
    return st.builds(lambda case, seed: _ask(case, one, random.Random(seed)), drawn, chance)


def meant(case: Case, one: Known) -> Ask:
    """Return the request that a route is meant for."""
    address = case.path
    for name, value in (case.path_parameters or {}).items():
        address = address.replace(f"{{{name}}}", quote(_text(value), safe=""))
    if not one.bodies:
        return Ask(case, address, [], {}, None)
    kind = {"Content-Type": "application/json"}
    return Ask(case, address, [], kind, json.dumps(one.bodies[-1]).encode())


def _ask(case: Case, one: Known, rng: random.Random) -> Ask:
    places = {
        name: rng.choice(one.places[name]) if name in one.places and rng.random() < 0.8 else value
        for name, value in (case.path_parameters or {}).items()
    }
    address = case.path
    for name, value in places.items():
        address = address.replace(f"{{{name}}}", quote(_text(value), safe="") or "%20")
    headers = {name: _text(value) for name, value in (case.headers or {}).items()}
    content, kind = _content(case, one, rng)
    if kind:
        headers["Content-Type"] = kind
    return Ask(case, address, _query(case.query or {}, rng), headers, content)


def _query(query: Mapping[str, Any], rng: random.Random) -> list[tuple[str, str]]:
    made: list[tuple[str, str]] = []
    for name, value in query.items():
        odd = rng.choice(ODD) if rng.random() < 0.15 else value
        several: Sequence[Any] = odd if isinstance(odd, list) else [odd]
        made += [(name, _text(one)) for one in several]
    return made


def _content(case: Case, one: Known, rng: random.Random) -> tuple[bytes | None, str]:
    if case.method.upper() in {"GET", "DELETE"}:
        return None, ""
    if case.media_type != "application/json":
        return spoiled(rng.choice((*RAW, *_FILES)), rng), "application/octet-stream"
    body = _body(case.body, one, rng)
    return json.dumps(body).encode("utf-8", "surrogatepass"), "application/json"


def spoiled(data: bytes, rng: random.Random) -> bytes:
    """Return bytes with something cut out, doubled, changed or put before them."""
    made = bytearray(data)
    for _ in range(rng.choice((0, 1, 1, 2, 5))):
        at, until = sorted((rng.randrange(len(made) + 1), rng.randrange(len(made) + 1)))
        match rng.randrange(4):
            case 0:
                del made[at : min(until, at + 20)]
            case 1:
                made[at:at] = made[at:until][:200]
            case 2:
                made[at:at] = rng.randbytes(4)
            case _:
                made[at : at + 4] = rng.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", rng.randbytes(4)))
    return bytes(made)


def _body(drawn: Any, one: Known, rng: random.Random) -> Any:
    """Return what was drawn, or a body that the route is meant for with something changed in it."""
    if not one.bodies or rng.random() < 0.35:
        return drawn if isinstance(drawn, dict | list | str | int | float | None) else {}
    made = json.loads(json.dumps(rng.choice(one.bodies)))
    if isinstance(made, dict) and "version" in made:
        made["version"] = rng.choice((0, 0, 1, 1, 2, 3))
    for _ in range(rng.choice((0, 1, 1, 2))):
        _change(made, drawn, rng)
    return made


def odder(value: Any, rng: random.Random) -> Any:
    """Return a copy of JSON with some of it left out or put in place of something else."""
    made = json.loads(json.dumps(value))
    for _ in range(rng.choice((0, 1, 1, 2, 3))):
        _change(made, None, rng)
    return made


def _change(made: Any, drawn: Any, rng: random.Random) -> None:
    """Put something odd, or what was drawn in this place, into a body, or leave something out."""
    holder, key = rng.choice(_slots(made) or [({"": None}, "")])
    kind = rng.random()
    if kind < 0.2 and isinstance(holder, dict):
        del holder[key]
    elif kind < 0.5 and isinstance(drawn, dict) and key in drawn:
        holder[key] = drawn[key]
    else:
        holder[key] = rng.choice(ODD)


def _slots(value: Any) -> list[tuple[Any, Any]]:
    keys: list[Any] = []
    if isinstance(value, dict):
        keys = list(value)
    elif isinstance(value, list):
        keys = list(range(len(value)))
    found = [(value, key) for key in keys]
    return found + [slot for key in keys for slot in _slots(value[key])]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value).encode("utf-8", "replace").decode()
