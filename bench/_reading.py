"""Readers of a manifest, each measured in a process that holds nothing else."""

import multiprocessing
import resource
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from quaywatch.formats import read
from quaywatch.formats.delimited import scan
from quaywatch.formats.edifact.document import delimiters
from quaywatch.formats.edifact.segments import Segmenter
from quaywatch.formats.edifact.syntax import DEFAULT
from quaywatch.formats.source import opened
from quaywatch.formats.window import Window

_MEGABYTE = 1_000_000


def apart(work: Callable[[Path], int], file: Path) -> tuple[float, int, float]:
    """Do the work in a process of its own.

    Return processor seconds, what the work counted, and the peak of memory in MB.
    """
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_measured, (work, file))


def _measured(work: Callable[[Path], int], file: Path) -> tuple[float, int, float]:
    if work is count_separators:
        compile_scan(file)
    start = time.process_time()
    counted = work(file)
    return time.process_time() - start, counted, peak_mb()


def peak_mb() -> float:
    """Return the peak of resident memory; the kernel's own count where it can be had, since the
    portable one still holds what the parent used before it started this process."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / _MEGABYTE
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / _MEGABYTE


def count_consignments(file: Path) -> int:
    return sum(len(part.filing.consignments) for part in read(file) if part.filing)


def count_separators(file: Path) -> int:
    """Count the separators of an interchange by the compiled scan, a run at a time.

    Loading and compiling the scan is no part of it: the first call has been made.
    """
    window = Window()
    separators = 0
    with opened(file) as source:
        for run in Segmenter(source, window).runs():
            found = scan.separators(window.take(run.end), delimiters(run.chars))
            separators += len(found.positions)
    return separators


def compile_scan(_: Path) -> int:
    """Make the first call of the scan: load it, and compile it unless that was done before."""
    return len(scan.separators(b"'", delimiters(DEFAULT)).positions)


def count_segments_by_pydifact(file: Path) -> int:
    warnings.simplefilter("ignore")
    from pydifact.segmentcollection import Interchange

    content = file.read_text("latin-1")
    messages = Interchange.from_str(content).get_messages()
    return sum(len(message.segments) for message in messages)
