"""What is planted to be looked for, and the search for it in bytes that passed somewhere."""

import base64
import re
import secrets
import zlib
from collections.abc import Iterator

import zstandard

_ZSTD, _GZIP = b"\x28\xb5\x2f\xfd", b"\x1f\x8b\x08"
_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{40,}={0,2}")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){24,}")
_DEPTH = 4
_LARGEST = 2**24


def text() -> str:
    """A name that is nobody's, and that no folding of names changes but for its case."""
    return "Qw" + base64.b32encode(secrets.token_bytes(10)).decode()


def container() -> str:
    return f"QKZU{secrets.randbelow(10**7):07}"


def telephone() -> str:
    return f"+5939{secrets.randbelow(10**9):09}"


class Search:
    """Bytes somebody received, wrote down or keeps, in every guise in which they can be read."""

    def __init__(self, *parts: bytes) -> None:
        views = {view: None for part in parts for view in _views(part, _DEPTH)}
        joined = b"\n".join(views)
        self._exact = joined.translate(bytes.maketrans(b"-_", b"+/"))
        self._folded = joined.lower()

    def finds(self, canary: str | bytes) -> bool:
        """Say whether a canary is in it, as it is or in base64, hex, escapes or UTF-16."""
        raw = canary.encode() if isinstance(canary, str) else canary
        folded = [raw.lower(), raw.hex().encode()]
        if isinstance(canary, str):
            folded += [canary.lower().encode(form) for form in ("utf-16-le", "utf-16-be")]
            folded += ["".join(f"\\u{ord(one):04x}" for one in canary).encode()]
        return any(one in self._folded for one in folded) or any(
            one in self._exact for one in _in_base64(raw)
        )


def _in_base64(raw: bytes) -> Iterator[bytes]:
    """Yield what base64 makes of it wherever in a triple it begins, without its neighbours."""
    for before in range(3):
        said = base64.b64encode(bytes(before) + raw).rstrip(b"=")
        whole = (before + len(raw)) // 3 * 4
        yield said[(0, 2, 3)[before] : whole]


def _views(data: bytes, depth: int) -> Iterator[bytes]:
    """Yield bytes, and what is packed, compressed or written in letters anywhere in them."""
    yield data
    if depth:
        for inner in _inside(data):
            yield from _views(inner, depth - 1)


def _inside(data: bytes) -> Iterator[bytes]:
    for at in _places(data, _ZSTD):
        try:
            reader = zstandard.ZstdDecompressor().decompressobj()
            yield reader.decompress(data[at:])[:_LARGEST]
        except zstandard.ZstdError:
            continue
    for magic in (_GZIP, *_ZLIB):
        for at in _places(data, magic):
            try:
                yield zlib.decompressobj(wbits=47).decompress(data[at:], _LARGEST)
            except zlib.error:
                continue
    for found in _BASE64.finditer(data):
        said = found[0].rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
        yield base64.b64decode(said[: len(said) // 4 * 4])
    for found in _HEX.finditer(data):
        yield bytes.fromhex(found[0].decode())


def _places(data: bytes, magic: bytes) -> Iterator[int]:
    at = data.find(magic)
    while at >= 0:
        yield at
        at = data.find(magic, at + 1)
