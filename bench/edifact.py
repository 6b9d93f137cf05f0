"""Reading one CUSCAR interchange into filings, beside pydifact reading it into segments.

Then the index of its separators alone, and files many times as long.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from bench._messages import count_movements, write_interchanges
from bench._reading import (
    apart,
    compile_scan,
    count_consignments,
    count_segments_by_pydifact,
    count_separators,
)
from bench.result import Result
from quaywatch.cargo import Filing
from quaywatch.formats.edifact import cuscar
from quaywatch.world import Config, simulate, to_filings

TITLE = "edifact: a carrier's manifests to filings, MB/s and memory, beside pydifact"

RATIO = 20
RECORDS_MB_PER_S = 20
INDEX_MB_PER_S = 100
PEAK_MB = 250
LONG_MB = 1000
ROUNDS = 2
"""Each reader's best of so many turns counts, in processor time: neighbours do not."""

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
        rounds = [
            (apart(count_consignments, file), apart(count_segments_by_pydifact, peer_file))
            for _ in range(ROUNDS)
        ]
        ours, peer = (min(measured) for measured in zip(*rounds, strict=True))
        indexed = min(apart(count_separators, file) for _ in range(ROUNDS))
        first_call = apart(compile_scan, file)
        moved = {form: _movements_rate(Path(folder, form), form) for form in ("baplie", "coarri")}
        long_size = _write_long_message(file, long, (60 if quick else LONG_MB) * _MEGABYTE)
        lasting = apart(count_consignments, long)
        peer_size = peer_file.stat().st_size
    index_rate = size / indexed[0] / _MEGABYTE
    rate, peer_rate = size / ours[0] / _MEGABYTE, peer_size / peer[0] / _MEGABYTE
    peak = max(ours[2], indexed[2], lasting[2])
    figures: dict[str, object] = {
        "ratio_pydifact": round(rate / peer_rate, 1),
        "records_mb_per_s": round(rate, 1),
        "baplie_mb_per_s": round(moved["baplie"], 1),
        "coarri_mb_per_s": round(moved["coarri"], 1),
        "index_mb_per_s": round(index_rate),
        "index_first_call_s": round(first_call[0], 2),
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
    holds = {
        "ratio": rate >= RATIO * peer_rate,
        "records": rate >= RECORDS_MB_PER_S,
        "movements": min(moved.values()) >= RECORDS_MB_PER_S,
        "index": index_rate >= INDEX_MB_PER_S,
        "peak": peak <= PEAK_MB,
    }
    return Result("edifact", figures, peers, holds)


def _movements_rate(file: Path, form: str) -> float:
    """Return the megabytes a second at which messages of one form are read into movements."""
    size = write_interchanges(file, 4 * _MEGABYTE, (form,))
    return size / min(apart(count_movements, file)[0] for _ in range(ROUNDS)) / _MEGABYTE


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
