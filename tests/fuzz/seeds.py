"""What fuzzing starts from: messages of the tests, and samples of the data folder when asked."""

import gzip
import json
import os
from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

import polars as pl

from quaywatch.cargo import to_frames
from quaywatch.formats import Format, detect, native
from quaywatch.formats.tables import write_csv
from tests.conformance.test_judge import MANIFEST as JUDGED
from tests.formats.asycuda.test_manifests import manifest
from tests.formats.dcsa.saying import equipment, transport
from tests.formats.dcsa.test_bills import BILL
from tests.formats.edifact.test_mutations import SEEDS as EDIFACT
from tests.formats.edifact.test_usual import COMMON
from tests.formats.ens.making import AMENDMENT, DECLARATION
from tests.formats.ics2.samples import in_soap, sample, with_prefix
from tests.formats.making import filing
from tests.formats.wco.test_declarations import DECLARATION as WCO
from tests.formats.x12.writing import SETS, STATUS, a_set, interchange
from tests.intake.test_as4 import HEADER

LONGEST = 1 << 16
_ICS2 = [sample(name) for name in ("ie3f11", "ie4n07", "ie4n09", "ie4r05")]
_X12 = [
    interchange(*(a_set(*lines, kind=kind) for kind, lines in SETS.items())).encode(),
    interchange(a_set(*STATUS, kind="322")).replace("*", "|").replace("~", "\n").encode(),
]
_EVENTS = [equipment(1), transport(), equipment(2, "GTIN")]
_LINES = b"\n".join(json.dumps(event).encode() for event in _EVENTS)
_CSV = b"""\
bl_number;container;description;gross_weight;eta;seals
B1;TSTU1;COFFEE;1,5;2026-03-01;S1|S2
"""
HEADERS = [
    HEADER.format(party="TSTL", href="cid:p1.bin", compression=kind).encode()
    for kind in ("", "application/gzip")
]
ZIPPED = [gzip.compress(b"".join(_X12))]


@cache
def of(chosen: Format) -> tuple[bytes, ...]:
    """Return the seeds of a format."""
    found = _OWN[chosen]()
    if "QUAYWATCH_DATA" in os.environ:
        found = [*found, *(data for data in _samples() if detect(data) is chosen)]
    return tuple(found)


def _columnar(*, arrow: bool) -> bytes:
    frame, file = pl.read_csv(_CSV, separator=";"), BytesIO()
    if arrow:
        frame.write_ipc(file)
    else:
        frame.write_parquet(file)
    return file.getvalue()


def _written() -> bytes:
    made = filing(2)
    with NamedTemporaryFile(suffix=".csv") as file:
        write_csv(to_frames((made.header, each) for each in made.consignments), Path(file.name))
        return Path(file.name).read_bytes()


_OWN: dict[Format, Callable[[], Sequence[bytes]]] = {
    Format.EDIFACT: lambda: (*EDIFACT, COMMON, JUDGED),
    Format.X12: lambda: _X12,
    Format.ENS: lambda: (DECLARATION, AMENDMENT),
    Format.ICS2: lambda: (*_ICS2, in_soap(_ICS2[0]), with_prefix(_ICS2[0])),
    Format.WCO: lambda: (WCO.encode(),),
    Format.ASYCUDA: lambda: (manifest(2).encode(),),
    Format.DCSA: lambda: (json.dumps(_EVENTS).encode(), _LINES, json.dumps(BILL).encode()),
    Format.NATIVE: lambda: (native.write([filing(2)]),),
    Format.CSV: lambda: (_CSV, _written()),
    Format.PARQUET: lambda: (_columnar(arrow=False),),
    Format.ARROW: lambda: (_columnar(arrow=True),),
}


@cache
def _samples() -> list[bytes]:
    files = (Path(os.environ["QUAYWATCH_DATA"]) / "formats").rglob("*")
    return [f.read_bytes() for f in sorted(files) if f.is_file() and f.stat().st_size <= LONGEST]
