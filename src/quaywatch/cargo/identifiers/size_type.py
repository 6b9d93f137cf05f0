"""Size and type of a container (ISO 6346): the codes of 1984, of 1995 and trade names.

Both editions are in daily use, and so are trade names such as `40HC`; the latter are understood
with a warning. Masses are those of usual containers of that length and kind (`size_types.csv`).
"""

import re
from functools import cache, lru_cache

import msgspec

from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.cargo.identifiers.facts import table
from quaywatch.cargo.identifiers.identifier import Identifier, problem
from quaywatch.cargo.problem import Problem, Severity
from quaywatch.cargo.terms import Term

_FEET = {"1": 10, "2": 20, "3": 30, "4": 40, "9": 45, "B": 24, "L": 45, "M": 48, "N": 49, "P": 53}
_FEET_1984 = {"1": 10, "2": 20, "3": 30, "4": 40, "9": 45}

_HEIGHT_MM = {
    "0": 2438,
    "2": 2591,
    "4": 2743,
    "5": 2896,
    "6": 3000,
    "8": 1295,
    "9": 1219,
    "C": 2591,
    "D": 2743,
    "E": 2896,
    "F": 3000,
    "L": 2591,
    "M": 2743,
    "N": 2896,
}
_HEIGHT_MM_1984 = {
    "0": 2438,
    "1": 2438,
    "2": 2591,
    "3": 2591,
    "4": 2896,
    "5": 2896,
    "6": 1295,
    "8": 1295,
    "9": 1219,
}

_KINDS = {
    "G": "dry",
    "V": "ventilated",
    "B": "bulk",
    "N": "bulk",
    "S": "named_cargo",
    "R": "reefer",
    "H": "reefer",
    "U": "open_top",
    "P": "flat_rack",
    "T": "tank",
    "K": "tank",
    "A": "air",
}
_GROUPS = frozenset(
    {"GP", "VH", "BU", "SN", "RE", "RT", "RS", "HR", "HI", "UT"}
    | {"PL", "PF", "PC", "PS", "TN", "TD", "TG", "AS"}
)
_INSULATED = frozenset({"H5", "H6", "HI"})

_TRADE_NAMES = {
    **dict.fromkeys(["GP", "DV", "DC", "ST", "SD", "DR"], ("dry", 2591)),
    **dict.fromkeys(["HC", "HQ", "HD"], ("dry", 2896)),
    **dict.fromkeys(["RF"], ("reefer", 2591)),
    **dict.fromkeys(["RH", "RQ"], ("reefer", 2896)),
    **dict.fromkeys(["OT"], ("open_top", 2591)),
    **dict.fromkeys(["FR", "FL"], ("flat_rack", 2591)),
    **dict.fromkeys(["TK"], ("tank", 2591)),
}


class Masses(msgspec.Struct, frozen=True, kw_only=True):
    """Usual masses of one length and kind, in kilograms."""

    tare: float
    lightest_tare: float
    payload: float


class SizeType(Identifier, frozen=True, kw_only=True):
    """A size-type code; the parts are None when the code says nothing known."""

    edition: str | None = None
    """`1984`, `1995`, or `trade` for a name that is not of the norm."""
    feet: int | None = None
    """Length in feet."""
    height_mm: int | None = None
    kind: str | None = None
    """dry, ventilated, bulk, named_cargo, reefer, insulated, open_top, flat_rack, tank, air."""

    @property
    def is_reefer(self) -> bool:
        """Whether it carries, or is made to take, a cooling unit."""
        return self.kind == "reefer"

    @property
    def masses(self) -> Masses | None:
        """Usual tare and payload, None where none are known."""
        return _masses().get((self.feet, self.kind))

    def explain(self) -> str:
        """Say it in words: `45R1` is `40 ft, 2.90 m high, reefer`."""
        if self.feet is None or self.height_mm is None or self.kind is None:
            return "unknown"
        return f"{self.feet} ft, {self.height_mm / 1000:.2f} m high, {self.kind.replace('_', ' ')}"


@cache
def _masses() -> dict[tuple[int | None, str | None], Masses]:
    return {
        (int(row["feet"]), row["kind"]): Masses(
            tare=float(row["tare_kg"]),
            lightest_tare=float(row["lightest_tare_kg"]),
            payload=float(row["payload_kg"]),
        )
        for row in table("size_types.csv")
    }


@lru_cache(maxsize=4096)
def parse(written: str) -> SizeType:
    """Read a size-type code of either edition, or a trade name."""
    text = re.sub("[ ']", "", written).upper() if written.isascii() else ""
    if re.fullmatch("[0-9]{4}", text):
        found = _parts(text, _FEET_1984, _HEIGHT_MM_1984, _kind_1984(int(text[2:])), "1984")
    elif re.fullmatch("[0-9A-Z]{2}([A-Z][0-9]|[A-Z]{2})", text):
        found = _parts_1995(text)
    else:
        found = None
    if found is None:
        return SizeType(written=written, problems=_unknown(written))
    edition, feet, height_mm, kind = found
    return SizeType(
        written=written,
        edition=edition,
        feet=feet,
        height_mm=height_mm,
        kind=kind,
        problems=_trade_name(written) if edition == "trade" else (),
    )


_Parts = tuple[str, int, int, str]


def _parts(
    text: str, feet: dict[str, int], heights: dict[str, int], kind: str | None, edition: str
) -> _Parts | None:
    if text[0] not in feet or text[1] not in heights or kind is None:
        return None
    return edition, feet[text[0]], heights[text[1]], kind


def _parts_1995(text: str) -> _Parts | None:
    type_code = text[2:]
    if type_code in _TRADE_NAMES and text[:2] in {"20", "40", "45"}:
        kind, height_mm = _TRADE_NAMES[type_code]
        feet = int(text[:2])
        return "trade", feet, 2896 if feet == 45 else height_mm, kind
    if type_code in _INSULATED:
        kind = "insulated"
    elif type_code in _GROUPS or type_code[1].isdigit():
        kind = _KINDS.get(type_code[0])
    else:
        kind = None
    return _parts(text, _FEET, _HEIGHT_MM, kind, "1995")


def _kind_1984(code: int) -> str | None:
    """Return the kind for the two type digits of the edition of 1984."""
    bounds = [
        (12, "dry"),  # 10 to 12 have passive vents only
        (19, "ventilated"),
        (24, "insulated"),
        (29, "named_cargo"),
        (49, "reefer"),
        (59, "open_top"),
        (69, "flat_rack"),
        (79, "tank"),
        (89, "bulk"),
        (99, "air"),
    ]
    return next((kind for upper, kind in bounds if code <= upper), None)


def _unknown(written: str) -> tuple[Problem, ...]:
    return problem("size-type.unknown", f"'{written}' is no size-type code of ISO 6346")


def _trade_name(written: str) -> tuple[Problem, ...]:
    message = f"'{written}' is a trade name, not a size-type code of ISO 6346"
    return problem("size-type.trade-name", message, Severity.WARNING)


def valid_column(text: Term) -> Term:
    """Whether each text is understood; null stays null."""
    return each_distinct(text, lambda written: parse(written).valid, bool)


def kind_column(text: Term) -> Term:
    """Return the kind of each code, null where it is not understood."""
    return each_distinct(text, lambda written: parse(written).kind, str)


def mass_column(text: Term, mass: str) -> Term:
    """Return a usual mass (a field of `Masses`) of each code in kilograms, null where unknown."""
    return each_distinct(text, lambda written: getattr(parse(written).masses, mass, None), float)
