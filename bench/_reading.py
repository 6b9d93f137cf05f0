"""Readers of a manifest, each measured in a process that holds nothing else."""

import multiprocessing
import resource
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from quaywatch.formats import read

_MEGABYTE = 1_000_000


def apart(work: Callable[[Path], int], file: Path) -> tuple[float, int, float]:
    """Do the work in a process of its own.

    Return processor seconds, what the work counted, and the peak of memory in MB.
    """
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_measured, (work, file))


def _measured(work: Callable[[Path], int], file: Path) -> tuple[float, int, float]:
    start = time.process_time()
    counted = work(file)
    return time.process_time() - start, counted, _peak_mb()


def _peak_mb() -> float:
    """Return the peak of resident memory; the kernel's own count where it can be had, since the
    portable one still holds what the parent used before it started this process."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / _MEGABYTE
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / _MEGABYTE


def count_consignments(file: Path) -> int:
    return sum(len(part.filing.consignments) for part in read(file) if part.filing)


def count_segments_by_pydifact(file: Path) -> int:
    warnings.simplefilter("ignore")
    from pydifact.segmentcollection import Interchange

    content = file.read_text("latin-1")
    messages = Interchange.from_str(content).get_messages()
    return sum(len(message.segments) for message in messages)
