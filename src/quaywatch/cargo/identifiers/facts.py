"""Reads the small fact files that travel with the package, on first use."""

import csv
import io
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def path(name: str) -> "Traversable":
    """Return the fact file `name` of `cargo/data`; its README names the sources."""
    return files("quaywatch.cargo") / "data" / name


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a CSV fact file by column name."""
    return tuple(csv.DictReader(io.StringIO(path(name).read_text(encoding="utf-8"))))
