"""Functions compiled to machine code, kept on disk under the digest of what they are made of.

The compiler's own cache looks at one file's date only; a function that calls others must not
outlive a change of theirs. So the cached code lies in a folder named by the sources of the room
(`quaywatch.story`, say) that the function is of: beside them where that can be written, else in
the user's own cache.
"""

import hashlib
import os
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

_ROOMS = Path(__file__).parent.parent

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function at its first call; it releases the interpreter's lock."""
    return _compile(function, {})


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function into each of those that call it; for steps of an inner loop."""
    return _compile(function, {"forceinline": True})


def _compile(function: Callable[P, R], options: dict[str, bool]) -> Callable[P, R]:
    numba: Any = import_module("numba")
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(_folder(function.__module__.split(".")[1]))
    try:
        return numba.njit(cache=True, nogil=True, error_model="numpy", **options)(function)
    finally:
        numba.config.CACHE_DIR = before


@cache
def sources(room: str) -> str:
    """Return a digest of the sources of a room."""
    digest = hashlib.sha256()
    for source in sorted((_ROOMS / room).rglob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


@cache
def _folder(room: str) -> Path:
    here = _ROOMS / room
    name = f"compiled-{sources(room)}"
    if os.access(here, os.W_OK):
        return here / "__pycache__" / name
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "quaywatch" / room / name
