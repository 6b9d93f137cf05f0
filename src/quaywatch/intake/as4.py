"""Messages that an AS4 access point has received and laid into a folder.

An access point keeps the ebMS 3.0 header of a message (OASIS ebXML Messaging 3.0 and its AS4
profile) as an XML file with a `UserMessage` element, beside the payloads that the header names.
One folder holds any number of them; a message is taken once its header and all of its payloads
are there. Payloads that the header says are compressed (AS4 §3.1) are expanded, to a bound.
"""

import gzip
import logging
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from quaywatch.cargo import Problem
from quaywatch.formats.xml import Element, parse
from quaywatch.intake.gate import Busy, Gate
from quaywatch.intake.meter import Origin
from quaywatch.intake.senders import Sender, Senders
from quaywatch.intake.watched import moved

LARGEST = 1 << 30
"""Bytes that a compressed payload may expand to."""
_LARGEST_HEADER = 1 << 20
_EB = "{http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/}"
_log = logging.getLogger(__name__)


class HeaderError(ValueError):
    """A header that names no sender, no payload, or one outside of its folder."""


@dataclass(frozen=True, slots=True)
class Payload:
    """One payload of a message."""

    file: Path
    compressed: bool


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of one message says."""

    message_id: str
    party: str
    """Identification of the access point that sent it (eb:From/eb:PartyId)."""
    payloads: tuple[Payload, ...]


def read_header(file: Path) -> Header | None:
    """Return what a header file says; None when it is no ebMS header at all.

    Raises:
        HeaderError: it is one, but does not say enough, or names a payload elsewhere.

    """
    if file.stat().st_size > _LARGEST_HEADER:
        return None
    document = parse(file.read_bytes())
    if isinstance(document, Problem):
        return None
    message = next(document.root.iter(f"{_EB}UserMessage"), None)
    if message is None:
        return None
    party = _text(message, f".//{_EB}From/{_EB}PartyId")
    payloads = tuple(_payload(part, file.parent) for part in message.iter(f"{_EB}PartInfo"))
    if not party or not payloads:
        raise HeaderError("the header names no sender or no payload")
    return Header(_text(message, f".//{_EB}MessageId"), party, payloads)


def expand(data: bytes, largest: int = LARGEST) -> bytes:
    """Return what a gzip stream holds.

    Raises:
        ValueError: it is none, it is cut, or it holds more than `largest` bytes.

    """
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as stream:
            found = stream.read(largest + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError(f"the payload is said to be compressed and is not: {error}") from error
    if len(found) > largest:
        raise ValueError(f"the payload expands to more than {largest} bytes")
    return found


class PayloadFolder:
    """Takes in what an access point lays into `folder`; senders are known by their party id."""

    def __init__(self, folder: Path, gate: Gate, senders: Senders) -> None:
        self._folder, self._gate, self._senders = folder, gate, senders

    def sweep(self) -> int:
        """Take in complete messages; return how many were taken or failed."""
        done = 0
        for file in sorted(self._folder.glob("*.xml")):
            try:
                header = read_header(file)
                if header is None or not all(p.file.is_file() for p in header.payloads):
                    continue
                self._take(header)
            except Busy:
                return done
            except (OSError, ValueError) as error:
                self._fail(file, error)
            else:
                self._put_away(file, header, "taken")
            done += 1
        return done

    def _take(self, header: Header) -> None:
        sender = self._sender(header.party)
        for payload in header.payloads:
            data = payload.file.read_bytes()
            content = expand(data) if payload.compressed else data
            self._gate.take(content, sender, Origin.AS4, size_bytes=len(data))

    def _sender(self, party: str) -> Sender:
        for sender in self._senders.all():
            if party == sender.name or party in sender.identifiers:
                return sender
        raise ValueError(f"no sender is known as {party!r}")

    def _fail(self, file: Path, error: Exception) -> None:
        _log.warning("could not take in %s: %s", file.name, error)
        kept = moved(file, self._folder / "failed")
        kept.with_name(f"{kept.name}.error.txt").write_text(f"{error}\n", encoding="utf-8")

    def _put_away(self, file: Path, header: Header, where: str) -> None:
        for payload in header.payloads:
            if payload.file.exists():
                moved(payload.file, self._folder / where)
        moved(file, self._folder / where)


def _payload(part: Element, folder: Path) -> Payload:
    properties = {
        str(found.get("name")): (found.text or "").strip() for found in part.iter(f"{_EB}Property")
    }
    reference = properties.get("PayloadName") or part.get("href") or part.get("location") or ""
    path = unquote(urlsplit(reference).path or reference.removeprefix("cid:"))
    file = folder / path
    if not path or not _lies_in(folder, file):
        raise HeaderError(f"a payload is named outside of the folder: {reference[:200]!r}")
    compressed = properties.get("CompressionType", "").lower() == "application/gzip"
    return Payload(file, compressed)


def _lies_in(folder: Path, file: Path) -> bool:
    try:
        return file.resolve().parent == folder.resolve() and not file.is_symlink()
    except (OSError, ValueError):
        # No file can have such a name.
        return False


def _text(element: Element, path: str) -> str:
    return (element.findtext(path) or "").strip()
