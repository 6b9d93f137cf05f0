"""One container, one story: all that was said of it, joined into trips and held together.

`tell` folds events of any number of containers, in any order, into trips and contradictions;
`Stories` follows them as they come. `encoding` and `columns` lay movements and declarations out as
the rows that these work on. The compiler is loaded with the first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from quaywatch.story.findings import Contradiction

if TYPE_CHECKING:
    from quaywatch.story.fold import Told, tell
    from quaywatch.story.stories import Stories

__all__ = ["Contradiction", "Stories", "Told", "tell"]

_HOMES = {"Told": "fold", "tell": "fold", "Stories": "stories"}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"quaywatch.story.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
