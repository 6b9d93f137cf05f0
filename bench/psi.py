"""Private matching: ten thousand things of a day asked against a million that are held.

The owner's table is made once an epoch; what somebody waits for is the question. In a quick run
most of the table is made up (its size and the look-ups are the same); the full run computes it all.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import numpy as np
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.result import Result
from quaywatch.alliance import Purpose
from quaywatch.alliance.matching import (
    Asker,
    Epoch,
    Holder,
    Item,
    Quota,
    Refused,
    Sort,
    Store,
    Telling,
)
from quaywatch.alliance.matching.table import BITS, Fingerprints
from quaywatch.ledger.engine import open_engine

TITLE = "Private matching: 10^4 asked against 10^6 held, beside openmined-psi"

_ASKED, _HELD, _BOTH = 10_000, 1_000_000, 1_000
_QUICK = 20_000
_BAR_CPU_S, _BAR_QUERY, _BAR_EPOCH = 2.5, 1_000_000, 6_000_000
_OWNER, _ASKER = "rotterdam.customs.example", "antwerp.customs.example"
_NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
_QUOTA = Quota(per_day=10**6, per_hour=10**6)
_PEER_S = 1500


class _Filled(Holder):
    """Computes the first of its table, and makes up the rest."""

    computed = _HELD
    spent = 0.0

    def outputs(self, epoch: Epoch, items: Iterable[Item], workers: int = 1) -> Fingerprints:
        every = list(items)
        start = time.process_time()
        real = super().outputs(epoch, every[: self.computed], workers)
        self.spent += time.process_time() - start
        missing = max(len(every) - self.computed, 0)
        rest = np.random.default_rng(5).integers(0, 2**BITS, missing, dtype=np.uint64)
        return np.concatenate([real, rest])


def run(quick: bool) -> Result:
    """Run the benchmark."""
    with tempfile.TemporaryDirectory() as folder:
        figures = _measured(Path(folder), _QUICK if quick else _HELD)
        figures["enumerated_of_a_million"] = _enumerated(Path(folder))
    peer = _peer(_ASKED, _QUICK if quick else _HELD)
    holds = {
        "found_exactly": figures["found"] == _BOTH,
        "online_cpu_s": _at_most(figures["online_cpu_s"], _BAR_CPU_S),
        "bytes_query": _at_most(figures["bytes_query"], _BAR_QUERY),
        "bytes_epoch": _at_most(figures["bytes_epoch"], _BAR_EPOCH),
        "enumeration_refused": figures["enumerated_of_a_million"] == 0,
    }
    return Result("psi", figures, peer, holds)


def _measured(folder: Path, computed: int) -> dict[str, object]:
    key = Ed25519PrivateKey.generate()
    holder = _Filled(_store(folder / "owner"), _OWNER, bytes(32), key, _QUOTA)
    holder.computed = computed
    asker = Asker(_store(folder / "asker"), _ASKER)
    epoch = holder.begin(
        _ASKER, Purpose.RISK_ANALYSIS, Telling.ITEMS, date(2026, 3, 1), date(2026, 3, 31)
    )
    pieces = holder.hold(epoch, _containers(0, _HELD), workers=2)
    for piece in pieces:
        asker.take(piece, key.public_key(), _NOW)
    asked = _containers(_BOTH - _ASKED, _BOTH)
    manifest = asker.manifest(asked, _NOW)
    holder.commit(_ASKER, manifest.root, len(manifest), _NOW)
    start = time.process_time()
    question = asker.ask(epoch, asked, manifest, _NOW)
    assert question is not None
    blinded = time.process_time()
    answer = holder.answer(_ASKER, question, _NOW)
    answered = time.process_time()
    matched = asker.answered(answer, _NOW)
    done = time.process_time()
    opened = holder.opened(_ASKER, asker.opening(answer), _NOW)
    return {
        "asked": _ASKED,
        "held": _HELD,
        "computed_of_held": computed,
        "found": matched.count,
        "false_match_at_most": matched.false_match,
        "online_cpu_s": round(done - start, 3),
        "asker_cpu_s": round(blinded - start + done - answered, 3),
        "owner_cpu_s": round(answered - blinded, 3),
        "bytes_query": len(msgspec.msgpack.encode(question)) + len(msgspec.msgpack.encode(answer)),
        "bytes_epoch": sum(len(msgspec.msgpack.encode(piece)) for piece in pieces),
        "table_us_an_item": round(1e6 * holder.spent / computed, 1),
        "opened": len(opened),
    }


def _enumerated(folder: Path) -> int:
    """Return how many serials beyond the ration a guesser gets answered of a million."""
    quota = Quota()
    key = Ed25519PrivateKey.generate()
    holder = Holder(_store(folder / "guessed"), _OWNER, bytes(32), key, quota)
    asker = Asker(_store(folder / "guesser"), _ASKER)
    epoch = holder.begin(
        _ASKER, Purpose.RISK_ANALYSIS, Telling.ITEMS, date(2026, 3, 1), date(2026, 3, 31)
    )
    for piece in holder.hold(epoch, []):
        asker.take(piece, key.public_key(), _NOW)
    answered = 0
    for first in range(0, 1_000_000, 8192):
        asked = _containers(first, first + 8192)
        if answered == quota.per_hour:
            # The rest is refused before anything is computed: there is no need to blind it truly.
            asked = asked[:1]
        manifest = asker.manifest(asked, _NOW)
        try:
            holder.commit(_ASKER, manifest.root, len(manifest), _NOW)
            question = asker.ask(epoch, asked, manifest, _NOW)
            assert question is not None
            answered += len(holder.answer(_ASKER, question, _NOW).elements) // 32
        except Refused:
            continue
    return max(answered - quota.per_hour, 0)


def _peer(asked: int, held: int) -> dict[str, object]:
    """Run openmined-psi in a throwaway environment; nothing where it cannot be had."""
    runner = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    script = Path(__file__).with_name("_psi_peer.py")
    command = [runner, "run", "--no-project", "--isolated", "--with", "openmined-psi"]
    command += ["--python", sys.executable, "python", script, str(asked), str(held), str(_BOTH)]
    try:
        ran = subprocess.run(command, capture_output=True, text=True, timeout=_PEER_S, check=True)
    except (OSError, subprocess.SubprocessError):
        return {"openmined": None}
    said = json.loads(ran.stdout.strip().splitlines()[-1])
    return {
        "openmined_held": held,
        "openmined_found": said["found"],
        "openmined_cpu_s": round(said["epoch_cpu_s"] + said["query_cpu_s"], 2),
        "openmined_query_cpu_s": round(said["query_cpu_s"], 2),
        "openmined_table_us_an_item": round(1e6 * said["epoch_cpu_s"] / held, 1),
        "openmined_bytes_epoch": said["epoch_bytes"],
        "openmined_bytes_query": said["query_bytes"],
    }


def _store(path: Path) -> Store:
    return Store(open_engine(path, create=True))


def _containers(first: int, last: int) -> list[Item]:
    return [Item(Sort.CONTAINER, f"MSCU{number + 10**7:08}") for number in range(first, last)]


def _at_most(figure: object, bar: float) -> bool:
    return isinstance(figure, int | float) and figure <= bar
