"""The tests that a profile carries, run as if each example were a filing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from quaywatch.cargo import Frames, columns
from quaywatch.rules.language import Plan
from quaywatch.rules.language.error import closest
from quaywatch.rules.language.types import FIELDS, Field, Type
from quaywatch.rules.profile import Example, Profile

SECTIONS = (
    "consignment",
    "consignor",
    "consignee",
    "notify_party",
    "route",
    "conveyance",
    "filing",
)
"""Parts of an example that hold fields of the consignment itself."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How one example fared."""

    code: str
    example: str
    expected: bool
    matched: bool

    @property
    def passed(self) -> bool:
        """Whether the profile did with the example what its author says it does."""
        return self.expected == self.matched


def try_profile(profile: Profile, plan: Plan) -> list[Trial]:
    """Run the examples of `profile` through `plan`, which holds it alone.

    Raises ValueError when an example names a field that does not exist, or gives it what it cannot
    be.
    """
    examples = profile.tests
    findings = pl.DataFrame(
        [(row, code) for row, example in enumerate(examples) for code in example.findings],
        schema={"row": pl.UInt32(), "code": pl.String()},
        orient="row",
    )
    rows, _ = plan.hits(example_frames(examples), findings)
    matched = set(rows.tolist())
    return [
        Trial(profile.code, example.name, example.match, row in matched)
        for row, example in enumerate(examples)
    ]


def example_frames(examples: tuple[Example, ...]) -> Frames:
    """Lay examples out as the columns of a batch; what an example does not say is missing."""
    goods = [("goods", row, i, g) for row, e in enumerate(examples) for i, g in enumerate(e.goods)]
    boxes = [
        ("equipment", row, i, b)
        for row, e in enumerate(examples)
        for i, b in enumerate(e.equipment)
    ]
    return Frames(
        consignments=_frame(
            [_consignment(row, example) for row, example in enumerate(examples)],
            columns.CONSIGNMENT_SCHEMA,
        ),
        goods_items=_frame([_item(*item) for item in goods], columns.GOODS_ITEM_SCHEMA),
        equipment=_frame([_item(*item) for item in boxes], columns.EQUIPMENT_SCHEMA),
    )


def _frame(rows: list[dict[str, Any]], schema: dict[str, pl.DataType]) -> pl.DataFrame:
    try:
        return pl.DataFrame(rows, schema=schema)
    except (pl.exceptions.PolarsError, TypeError, OverflowError) as error:
        raise ValueError(f"a value of an example is not of its field's kind: {error}") from None


def _consignment(row: int, example: Example) -> dict[str, Any]:
    values: dict[str, Any] = {"row": row, "consignment_id": f"example:{row}"}
    for section in SECTIONS:
        values |= _columns(section, getattr(example, section))
    return values


def _item(collection: str, row: int, index: int, values: Mapping[str, Any]) -> dict[str, Any]:
    return {"row": row, "index": index, **_columns(collection, values)}


def _columns(section: str, values: Mapping[str, Any]) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for name, value in values.items():
        path = f"{section}.{name}"
        if path not in FIELDS:
            near = closest(path, FIELDS)
            raise ValueError(f"no field is named {path}" + (f"; perhaps {near}" if near else ""))
        named[FIELDS[path].column] = _value(FIELDS[path], value)
    return named


def _value(field: Field, value: Any) -> Any:
    """Return what was written of `field`; an instant is a text where it comes as JSON."""
    if field.type is Type.INSTANT and isinstance(value, str):
        return datetime.fromisoformat(value)
    return value
