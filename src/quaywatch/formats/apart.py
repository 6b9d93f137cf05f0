"""A process of its own for libraries that a hostile file can end: bounded, and without secrets."""

import os
import sys

_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "NUMBA_CACHE_DIR", "HOME", "TMPDIR")
"""What of the environment a reading process gets."""


def command(module: str) -> list[str]:
    """Return how a module is run as a process."""
    return [sys.executable, "-P", "-m", module]


def environment(**more: str) -> dict[str, str]:
    """Return what such a process is told of its surroundings: where modules lie, no secrets."""
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**passed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **more}


def bound(memory: int, seconds: int) -> None:
    """Take no more memory (bytes of address space) and processor time; POSIX alone can.

    No image of the process is left behind when it ends.
    """
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
