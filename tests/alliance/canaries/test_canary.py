"""A search that misses a guise would prove nothing: it finds a canary in each, and only there."""

import base64
import gzip
import json
import secrets
import zlib
from collections.abc import Callable

import msgspec
import pytest
import zstandard

from tests.alliance.canaries import canary
from tests.alliance.canaries.canary import Search


def _packed(said: bytes) -> bytes:
    return msgspec.msgpack.encode({"header": b"\x00" * 7, "payloads": [said, said.hex()]})


GUISES: dict[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "another case": lambda said: said.upper().encode(),
    "base64": lambda said: base64.b64encode(said.encode()),
    "base64, one in": lambda said: base64.b64encode(b"x" + said.encode() + b"yz"),
    "base64url, two in": lambda said: base64.urlsafe_b64encode(b"\xff\xfe" + said.encode()),
    "hex": lambda said: said.encode().hex().encode(),
    "hex in capitals": lambda said: said.encode().hex().upper().encode(),
    "JSON": lambda said: json.dumps({"x": f'"é{said}'}).encode(),
    "escapes": lambda said: "".join(f"\\u{ord(one):04X}" for one in said).encode(),
    "UTF-16": lambda said: said.encode("utf-16-le"),
    "UTF-16, big end first": lambda said: said.encode("utf-16-be"),
    "MessagePack": lambda said: _packed(said.encode()),
    "zstd": lambda said: b"\x00\x00\x01\x02" + zstandard.compress(_packed(said.encode())) + b"x",
    "gzip": lambda said: b"head" + gzip.compress(said.encode()),
    "deflate": lambda said: b"head" + zlib.compress(said.encode()),
    "base64 of zstd": lambda said: base64.b64encode(zstandard.compress(said.encode() * 2)),
    "hex of zstd": lambda said: zstandard.compress(said.encode() * 2).hex().encode(),
    "zstd of zstd": lambda said: zstandard.compress(zstandard.compress(said.encode())),
}


@pytest.mark.parametrize("guise", GUISES)
@pytest.mark.parametrize("made", [canary.text, canary.container, canary.telephone])
def test_a_canary_is_found_in_every_guise(guise: str, made: Callable[[], str]) -> None:
    one, other = made(), made()
    search = Search(b"before " + GUISES[guise](one) + b" after")
    assert search.finds(one)
    assert not search.finds(other)


def test_bytes_that_are_no_text_are_found_as_well() -> None:
    one = secrets.token_bytes(24)
    for data in (one, base64.b64encode(one), zstandard.compress(b"a" + one), one.hex().encode()):
        assert Search(data).finds(one)
        assert not Search(data).finds(secrets.token_bytes(24))
