"""Random well-typed expressions and random consignments to ask them of."""

from datetime import UTC, datetime

import polars as pl
from hypothesis import strategies as st

from quaywatch.cargo import Frames, columns
from quaywatch.rules.language.tree import Binary, Call, Listing, Literal, Name, Node, Unary
from quaywatch.rules.language.types import FIELDS, Type

TEXTS = [
    "",
    "BE",
    "be",
    "ECGYE",
    "ecgye",
    "0803",
    "080390",
    "SIM BV",
    "Ñandú",
    "ΟΔΟΣ",
    "a.b*c",
    "EC",
]
NUMBERS = [0.0, -0.5, 1.0, 2.5, 1000.25, 24000.0, 1e308]
INSTANTS = [
    datetime(2026, 5, day, hour, tzinfo=UTC) for day, hour in ((1, 0), (1, 12), (2, 0), (9, 23))
]
PATTERNS = ["^EC", "[0-9]{4}", "^$", "a.b", r"a\.b", "(?i)ec"]
DURATIONS = ["24h", "1d12h", "90m", "8d"]
FINDINGS = ["vague-description", "late-filing"]

FIELD_NAMES = {
    Type.TEXT: ["consignee.country", "notify_party.name", "route.port_of_loading"],
    Type.NUMBER: [],
    Type.INSTANT: ["filing.received_at", "conveyance.departure_at"],
    Type.TEXTS: ["route.transhipment_ports"],
}
ITEM_NAMES = {
    "goods": {
        Type.TEXT: ["goods.hs_code", "goods.description"],
        Type.NUMBER: ["goods.gross_mass_kg", "goods.package_count"],
        Type.TEXTS: [],
    },
    "equipment": {
        Type.TEXT: ["equipment.number", "equipment.packed_status"],
        Type.NUMBER: ["equipment.gross_mass_kg", "equipment.temperature_c"],
        Type.TEXTS: ["equipment.seals"],
    },
}


def _names(kind: Type, item: str | None) -> list[str]:
    own = ITEM_NAMES[item].get(kind, []) if item else []
    return own + FIELD_NAMES[kind]


def texts(item: str | None) -> st.SearchStrategy[Node]:
    named = st.sampled_from(_names(Type.TEXT, item)).map(Name)
    changed = st.tuples(st.sampled_from(["lower", "upper", "country"]), named).map(
        lambda each: Call(each[0], (), each[1])
    )
    return named | changed


def text_values(item: str | None) -> st.SearchStrategy[Node]:
    return texts(item) | st.sampled_from([t for t in TEXTS if t]).map(Literal)


def _listed(item: str | None) -> st.SearchStrategy[Node]:
    return st.sampled_from(_names(Type.TEXTS, item)).map(Name)


def numbers(item: str | None, depth: int = 2) -> st.SearchStrategy[Node]:
    simple = [
        st.sampled_from([number for number in NUMBERS if number >= 0]).map(Literal),
        texts(item).map(lambda text: Call("size", (), text)),
        _listed(item).map(lambda texts: Call("size", (texts,))),
    ]
    if item:
        simple.append(st.sampled_from(_names(Type.NUMBER, item)).map(Name))
    else:
        collections = st.sampled_from(["goods", "equipment"]).map(Name)
        simple.append(collections.map(lambda collection: Call("size", (collection,))))
        simple.append(item_truths().map(lambda truth: Call("count", (truth,))))
        simple.append(aggregates())
    if not depth:
        return st.one_of(simple)
    inner = st.deferred(lambda: numbers(item, depth - 1))
    negative = inner.map(lambda node: Unary("-", node))
    return st.one_of(*simple, negative, st.builds(Binary, st.sampled_from("+-*/"), inner, inner))


@st.composite
def aggregates(draw: st.DrawFn) -> Node:
    item = draw(st.sampled_from(["goods", "equipment"]))
    body: Node = Name(draw(st.sampled_from(ITEM_NAMES[item][Type.NUMBER])))
    if draw(st.booleans()):
        body = Binary(draw(st.sampled_from("+-*/")), body, draw(numbers(item, 0)))
    return Call(draw(st.sampled_from(["sum", "min", "max"])), (body,))


@st.composite
def instants(draw: st.DrawFn) -> Node:
    node: Node = Name(draw(st.sampled_from(FIELD_NAMES[Type.INSTANT])))
    if draw(st.booleans()):
        node = Call("timestamp", (Literal(draw(st.sampled_from(INSTANTS)).isoformat()),))
    if draw(st.booleans()):
        node = Binary(draw(st.sampled_from("+-")), node, draw(lengths(0)))
    return node


@st.composite
def lengths(draw: st.DrawFn, depth: int = 1) -> Node:
    if depth and draw(st.booleans()):
        return Binary("-", draw(instants()), draw(instants()))
    return Call("duration", (Literal(draw(st.sampled_from(DURATIONS))),))


COMPARISONS = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])


def _exists(listed: Node, start: str) -> Node:
    test = Call("startsWith", (Literal(start),), Call("upper", (), Name("each")))
    return Call("exists", (Name("each"), test), listed)


def atoms(item: str | None) -> st.SearchStrategy[Node]:
    words = st.sampled_from([text for text in TEXTS if text])
    listings = st.lists(st.sampled_from(TEXTS).map(Literal), min_size=1, max_size=3).map(
        lambda items: Listing(tuple(items))
    )
    tests = st.sampled_from(["startsWith", "endsWith", "contains"])
    simple = [
        st.builds(Binary, st.sampled_from(["==", "!="]), texts(item), text_values(item)),
        st.builds(Binary, COMPARISONS, numbers(item), numbers(item)),
        st.builds(Binary, COMPARISONS, instants(), instants()),
        st.builds(Binary, COMPARISONS, lengths(), lengths()),
        st.builds(Binary, st.just("in"), texts(item), listings),
        st.builds(Binary, st.just("in"), text_values(item), _listed(item)),
        st.builds(Call, tests, st.tuples(text_values(item)), texts(item)),
        st.builds(
            Call, st.just("matches"), st.tuples(st.sampled_from(PATTERNS).map(Literal)), texts(item)
        ),
        st.sampled_from(_names(Type.TEXT, item)).map(lambda name: Call("has", (Name(name),))),
        st.sampled_from(FINDINGS).map(lambda code: Call("finding", (Literal(code),))),
        st.builds(_exists, _listed(item), words),
    ]
    if item is None:
        kinds = st.sampled_from(["any", "all"])
        simple.append(st.builds(Call, kinds, st.tuples(st.deferred(item_truths))))
    return st.one_of(simple)


def truths(item: str | None = None) -> st.SearchStrategy[Node]:
    return st.recursive(
        atoms(item),
        lambda inner: (
            st.builds(Binary, st.sampled_from(["&&", "||"]), inner, inner)
            | inner.map(lambda node: Unary("!", node))
        ),
        max_leaves=4,
    )


@st.composite
def item_truths(draw: st.DrawFn) -> Node:
    """Return a yes-or-no that surely asks something of the items."""
    item = draw(st.sampled_from(["goods", "equipment"]))
    anchor = Call("has", (Name(ITEM_NAMES[item][Type.TEXT][0]),))
    return Binary(draw(st.sampled_from(["&&", "||"])), draw(truths(item)), anchor)


def _value(name: str) -> st.SearchStrategy[object]:
    known: dict[Type, st.SearchStrategy[object]] = {
        Type.TEXT: st.sampled_from(TEXTS),
        Type.NUMBER: st.sampled_from([*NUMBERS, float("nan")]),
        Type.INSTANT: st.sampled_from(INSTANTS),
        Type.TEXTS: st.lists(st.sampled_from(TEXTS), max_size=3),
    }
    if name == "goods.package_count":
        return st.none() | st.integers(0, 4)
    return st.none() | known[FIELDS[name].type]


def _record(names: list[str]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({name: _value(name) for name in names})


def _all(named: dict[Type, list[str]]) -> list[str]:
    return [name for names in named.values() for name in names]


@st.composite
def rows(draw: st.DrawFn) -> dict[str, object]:
    row = draw(_record(_all(FIELD_NAMES)))
    for collection, named in ITEM_NAMES.items():
        row[collection] = draw(st.lists(_record(_all(named)), max_size=3))
    return row


def to_frames(records: list[dict[str, object]]) -> Frames:
    """Lay records out as a batch."""

    def laid(several: list[dict[str, object]], schema: dict[str, pl.DataType]) -> pl.DataFrame:
        named = [
            {
                FIELDS[k].column if k in FIELDS else k: v
                for k, v in each.items()
                if k in FIELDS or k in schema
            }
            for each in several
        ]
        return pl.DataFrame(named, schema=schema, strict=False)

    items = {
        collection: [
            {"row": row, "index": i, **item}
            for row, record in enumerate(records)
            for i, item in enumerate(record[collection])
        ]
        for collection in ("goods", "equipment")
    }
    return Frames(
        consignments=laid(
            [{**record, "row": row} for row, record in enumerate(records)],
            columns.CONSIGNMENT_SCHEMA,
        ),
        goods_items=laid(items["goods"], columns.GOODS_ITEM_SCHEMA),
        equipment=laid(items["equipment"], columns.EQUIPMENT_SCHEMA),
    )
