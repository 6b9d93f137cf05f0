"""Random streams: one counter-based generator for each module and month."""

import hashlib

import numpy as np


def stream(seed: int, module: str, month: int = -1) -> np.random.Generator:
    """Return the generator of `module` in `month` (-1: the whole world).

    Streams are Philox generators (Salmon et al., SC 2011) keyed by a digest of all three, so
    months can be made in any order, at the same time, and always come out equal.
    """
    digest = hashlib.sha256(f"{seed}/{module}/{month}".encode()).digest()
    return np.random.Generator(np.random.Philox(key=int.from_bytes(digest[:16], "little")))
