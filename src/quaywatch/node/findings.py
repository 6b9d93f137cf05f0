"""The findings that were kept of an assessment, with the declared values they rest on."""

from collections.abc import Collection

import msgspec
import polars as pl

from quaywatch import checks
from quaywatch.cargo import Finding, Frames, to_frames
from quaywatch.checks.run import FOUND_SCHEMA
from quaywatch.node.assessing import Kept
from quaywatch.node.entries import Entry
from quaywatch.node.headlines import Found

_KEPT = msgspec.json.Decoder(Kept)


def kept_findings(entry: Entry, assessment: bytes) -> tuple[Finding, ...]:
    """Return what the checks found in the version in force; nothing of a cancelled one."""
    if not assessment:
        return ()
    frames = to_frames([(entry.header, entry.consignment)])
    return described(frames, _KEPT.decode(assessment).findings)


def described(frames: Frames, found: Collection[Found]) -> tuple[Finding, ...]:
    """Return findings on the only consignment of `frames`."""
    rows = [(0, code, subject, index) for code, subject, index in found]
    frame = pl.DataFrame(rows, schema=FOUND_SCHEMA, orient="row")
    return tuple(finding for _, finding in checks.describe(frames, frame))
