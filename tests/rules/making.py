"""Short ways to a profile and to a consignment that it may match."""

from typing import Any

import polars as pl

from quaywatch.rules import Example, Profile, Texts
from quaywatch.rules.examples import example_frames
from quaywatch.rules.language import Plan, bind, parse

TEXTS = Texts(en="one", fr="un", nl="een", es="uno")
NO_FINDINGS = pl.DataFrame(schema={"row": pl.UInt32(), "code": pl.String()})


def matches(expression: str, **sections: Any) -> bool:
    """Return whether `expression` holds of a consignment that says only `sections`."""
    example = Example(name="made", match=True, **sections)
    plan, frames = Plan([bind(parse(expression))]), example_frames((example,))
    by_row, _ = plan.by_row(frames, NO_FINDINGS)
    by_column, _ = plan.by_column(frames, NO_FINDINGS)
    assert by_row.tolist() == by_column.tolist()
    return bool(by_row.size)


def profile(code: str, expression: str, weight: float = 1.0) -> Profile:
    return Profile(
        code=code,
        version=1,
        weight=weight,
        expression=expression,
        title=TEXTS,
        text=TEXTS,
        source="a test",
        author="a tester",
        tests=(),
    )
