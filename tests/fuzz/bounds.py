"""What one input may cost."""

import resource
import signal
import time
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType

CPU_SECONDS = 2.0
"""Processor time, not time on the clock: the machine may be busy with other things."""
GROWTH_KIB = 256 << 10
"""How far one input may raise the highest memory use of the process."""


class TooDear(BaseException):
    """An input took too long, or too much."""


@contextmanager
def bounded() -> Generator[None]:
    """Raise TooDear when what is done inside takes more than it may."""
    signal.signal(signal.SIGPROF, _interrupt)
    memory, begun = highest_kib(), time.process_time()
    signal.setitimer(signal.ITIMER_PROF, 4 * CPU_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    spent, grown = time.process_time() - begun, highest_kib() - memory
    if spent > CPU_SECONDS:
        raise TooDear(f"{spent:.1f} s of processor time")
    if grown > GROWTH_KIB:
        raise TooDear(f"{grown >> 10} MiB of memory")


def highest_kib() -> int:
    """Return the most memory that the process had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise TooDear(f"more than {4 * CPU_SECONDS} s of processor time")
