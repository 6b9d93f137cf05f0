"""Reading one CUSCAR interchange into filings, beside pydifact reading it into segments."""

import multiprocessing
import resource
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from bench.result import Result
from quaywatch.cargo import Filing
from quaywatch.formats import read
from quaywatch.formats.edifact import cuscar
from quaywatch.world import Config, simulate, to_filings

TITLE = "edifact: a carrier's manifests to filings, MB/s and memory, beside pydifact"

RATIO = 20
PEAK_MB = 200
_MEGABYTE = 1_000_000


def run(quick: bool) -> Result:
    """Read the same interchange in turn; then a file many times as long, one message in all."""
    with TemporaryDirectory() as folder:
        file, long = Path(folder, "interchange.edi"), Path(folder, "long.edi")
        size = _write_interchange(file, (12 if quick else 50) * _MEGABYTE)
        peer_file = Path(folder, "peer.edi")
        peer_file.write_bytes(
            _first_message_groups(file, 4 * _MEGABYTE) if quick else file.read_bytes()
        )
        ours = min(_apart(_read, file) for _ in range(3))
        peer = _apart(_read_pydifact, peer_file)
        long_size = _write_long_message(file, long, (60 if quick else 400) * _MEGABYTE)
        lasting = _apart(_read, long)
        peer_size = peer_file.stat().st_size
    rate, peer_rate = size / ours[0] / _MEGABYTE, peer_size / peer[0] / _MEGABYTE
    peak = max(ours[2], lasting[2])
    figures: dict[str, object] = {
        "ratio_pydifact": round(rate / peer_rate, 1),
        "mb_per_s": round(rate, 1),
        "consignments_per_s": round(ours[1] / ours[0]),
        "peak_mb": round(peak),
        "interchange_mb": round(size / _MEGABYTE, 1),
        "long_message_mb": round(long_size / _MEGABYTE),
        "long_message_peak_mb": round(lasting[2]),
    }
    peers: dict[str, object] = {
        "pydifact_mb_per_s": round(peer_rate, 2),
        "pydifact_peak_mb": round(peer[2]),
        "pydifact_read_mb": round(peer_size / _MEGABYTE, 1),
    }
    return Result(
        "edifact", figures, peers, {"ratio": rate >= RATIO * peer_rate, "peak": peak <= PEAK_MB}
    )


def _write_interchange(file: Path, size: int) -> int:
    """Write simulated manifests as one interchange of about `size` bytes."""
    filings = to_filings(next(iter(simulate(Config(months=1, scale=0.5)))).frames, format="cuscar")
    chosen: list[Filing] = []
    written = 0
    for filing in filings:
        header = msgspec.structs.replace(filing.header, sender="SIMULATED")
        chosen.append(msgspec.structs.replace(filing, header=header))
        written += 780 * len(filing.consignments)
        if written > size:
            break
    return file.write_bytes(cuscar.write(chosen))


def _first_message_groups(file: Path, size: int) -> bytes:
    """Return the first messages of an interchange, whole, and its end."""
    data = file.read_bytes()
    end = data.index(b"'UNH+", size) + 1
    return data[:end] + data[data.rindex(b"UNZ+") :]


def _write_long_message(source: Path, file: Path, size: int) -> int:
    """Write one message with the consignments of `source` over and over, until `size` bytes.

    Its containers are described nowhere, so that the reader waits for them as long as it may.
    """
    data = source.read_bytes()
    bills = b"".join(
        message[message.index(b"'CNI+") + 1 : message.rindex(b"UNT+")]
        for message in data.split(b"UNH+")[1:]
        if b"'CNI+" in message
    )
    with file.open("wb") as out:
        out.write(b"UNB+UNOC:3+SIMULATED+CUSTOMS+260101:0000+1'")
        out.write(b"UNH+1+CUSCAR:D:95B:UN'BGM+785+LONG+9'")
        while out.tell() < size:
            out.write(bills)
        out.write(b"UNT+1+1'UNZ+1+1'")
        return out.tell()


def _apart(work: Callable[[Path], int], file: Path) -> tuple[float, int, float]:
    """Do the work in a process of its own; return seconds, what it counted and its peak in MB."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_measured, (work, file))


def _measured(work: Callable[[Path], int], file: Path) -> tuple[float, int, float]:
    start = time.perf_counter()
    counted = work(file)
    return time.perf_counter() - start, counted, _peak_mb()


def _peak_mb() -> float:
    """Return the peak of resident memory; the kernel's own count where it can be had, since the
    portable one still holds what the parent used before it started this process."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / _MEGABYTE
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / _MEGABYTE


def _read(file: Path) -> int:
    return sum(len(part.filing.consignments) for part in read(file) if part.filing)


def _read_pydifact(file: Path) -> int:
    warnings.simplefilter("ignore")
    from pydifact.segmentcollection import Interchange

    content = file.read_text("latin-1")
    messages = Interchange.from_str(content).get_messages()
    return sum(len(message.segments) for message in messages)
