"""Whether what was read of EDIFACT and X12 samples is all there, byte for byte, two ways."""

import os
import warnings
from collections.abc import Iterator
from pathlib import Path

from bench.result import Result
from quaywatch.formats import Format, detect, read
from quaywatch.formats.delimited.document import Document
from quaywatch.formats.edifact.document import document as edifact_document
from quaywatch.formats.x12.document import document as x12_document

TITLE = "lossless: EDIFACT and X12 samples read and written again byte for byte, beside pydifact"

DATA = Path(os.environ.get("QUAYWATCH_DATA", Path(__file__).parents[1] / "../shared/data"))
SAMPLES = Path(os.environ.get("QUAYWATCH_SAMPLES", DATA / "formats"))
"""A further folder of samples, if given."""

_PEER_BYTES = 1_000_000
"""The largest file that the peer is given in quick mode."""

_OWN = (
    b"UNA:+.? 'UNB+UNOC:3+A+B+260101:0000+1'UNH+1+CUSCAR:D:95B:UN'BGM+785+M?+1+9'UNT+3+1'UNZ+1+1'",
    b"\xef\xbb\xbfUNA=*.? ~\r\nUNB*UNOA=1*A*B*260101=0000*1~\r\nUNH*1*CUSCAR=D=95B=UN~\r\n",
    b"ISA*00*%s*00*%s*ZZ*A%s*ZZ*B%s*260101*0000*U*00401*000000001*0*P*>~GS*SO*A*B*260101*0*1~"
    % (b" " * 10, b" " * 10, b" " * 14, b" " * 14),
)
"""Read when there are no others."""


def run(quick: bool) -> Result:
    """Read every sample; compare what the parts hold, and what the document writes."""
    samples = list(_samples()) or [(f"own {number}", data) for number, data in enumerate(_OWN)]
    exceptions: list[str] = []
    parts = documents = bytes_read = 0
    for name, data in samples:
        bytes_read += len(data)
        try:
            parts += b"".join(part.data for part in read(data)) == data
            documents += _document(data).to_bytes() == data
        except Exception as error:  # noqa: BLE001 - any at all is what is counted
            exceptions.append(f"{name}: {error!r}")
    figures: dict[str, object] = {
        "files": len(samples),
        "bytes": bytes_read,
        "identical": min(parts, documents),
        "identical_in_parts": parts,
        "identical_in_documents": documents,
        "exceptions": exceptions,
    }
    most = _PEER_BYTES if quick else bytes_read
    edifact = [data for _, data in samples if not _is_x12(data) and len(data) <= most]
    peers: dict[str, object] = {
        "pydifact_files": len(edifact),
        "pydifact_identical": sum(map(_same_by_pydifact, edifact)),
    }
    whole = parts == documents == len(samples)
    return Result("lossless", figures, peers, {"identical": whole and not exceptions})


def _samples() -> Iterator[tuple[str, bytes]]:
    """Yield every plain EDIFACT or X12 file, told by its content, of the folders that are there."""
    for folder in dict.fromkeys((DATA / "formats", SAMPLES)):
        for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
            data = file.read_bytes() if file.is_file() else b""
            if _is_x12(data) or detect(data[: 1 << 16]) is Format.EDIFACT:
                yield file.name, data


def _is_x12(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"ISA", b"GS*", b"ST*"))


def _document(data: bytes) -> Document:
    return x12_document(data) if _is_x12(data) else edifact_document(data)


def _same_by_pydifact(data: bytes) -> bool:
    """Whether pydifact writes the same again; line ends are not held against it."""
    warnings.simplefilter("ignore")
    from pydifact.segmentcollection import RawSegmentCollection

    content = data.decode("latin-1")
    try:
        again = str(RawSegmentCollection.from_str(content).serialize())
    except Exception:  # noqa: BLE001 - it raises all kinds, and none is a round trip
        return False
    return _unbroken(again) == _unbroken(content)


def _unbroken(content: str) -> str:
    return content.replace("\r", "").replace("\n", "")
