"""Profiles of parties, routes, goods, carriers and containers, as known at an instant.

Each feature is one declared fold over what was filed and found; `CATALOGUE` lists them. `History`
follows events as they come, `features` runs over a year, and both go through the same compiled
pass, so they agree to the bit. The compiler is loaded with the first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from quaywatch.cargo.compiled import sources

if TYPE_CHECKING:
    from quaywatch.history.batch import features
    from quaywatch.history.catalogue import CATALOGUE
    from quaywatch.history.feature import Feature
    from quaywatch.history.history import History
    from quaywatch.history.values import Values

__all__ = ["CATALOGUE", "Feature", "History", "Values", "features", "version"]

_HOMES = {
    "CATALOGUE": "catalogue",
    "Feature": "feature",
    "History": "history",
    "Values": "values",
    "features": "batch",
}


def version() -> str:
    """Return a digest of all that decides the features, known before the compiler is loaded."""
    return sources("history")


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"quaywatch.history.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
