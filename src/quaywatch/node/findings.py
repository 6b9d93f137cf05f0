"""The findings that were kept of an assessment, with the declared values they rest on."""

from collections.abc import Collection

import msgspec
import polars as pl
from sqlalchemy import Connection

from quaywatch import checks
from quaywatch.cargo import Finding, Frames, to_frames
from quaywatch.checks.found import FOUND_SCHEMA
from quaywatch.node.assessing import Kept
from quaywatch.node.entries import Entry
from quaywatch.node.headlines import Found
from quaywatch.node.retelling import told_of
from quaywatch.node.telling import story_frame

_KEPT = msgspec.json.Decoder(Kept)


def kept_findings(connection: Connection, entry: Entry, assessment: bytes) -> tuple[Finding, ...]:
    """Return what the checks found in the version in force; nothing of a cancelled one."""
    if not assessment:
        return ()
    frames = to_frames([(entry.header, entry.consignment)])
    story = story_frame(told_of(connection, [entry]), [entry])
    return described(frames, _KEPT.decode(assessment).findings, story)


def described(frames: Frames, found: Collection[Found], story: pl.DataFrame) -> tuple[Finding, ...]:
    """Return findings on the only consignment of `frames`; `story` is of its boxes."""
    context = checks.Context(story=story)
    return tuple(f for _, f in checks.describe(frames, found_frame(found), context))


def found_frame(found: Collection[Found]) -> pl.DataFrame:
    """Return findings on one consignment as the checks return them."""
    rows = [(0, code, subject, index) for code, subject, index in found]
    return pl.DataFrame(rows, schema=FOUND_SCHEMA, orient="row")
