"""Shapes of what machines saw in a radiograph."""

from typing import Literal

from quaywatch.api.shape import Shape
from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.reading import Finding, Reading, Reason, Region, Sign


class RegionShape(Shape):
    """A rectangle of a picture as it is drawn, in its pixels; bounds are half-open."""

    left: int
    top: int
    right: int
    bottom: int


class ScanReasonShape(Shape):
    """One fact behind a finding; the page has the sentence for its code."""

    code: str
    figures: dict[str, float]
    words: dict[str, str]


class ScanFindingShape(Shape):
    """One thing that a machine saw."""

    sign: Sign
    region: RegionShape | None
    """None where it is about the whole picture."""
    log_likelihood_ratio: float
    false_alarm: float
    """Share of containers in which it is not so that score as high."""
    reasons: list[ScanReasonShape]
    place: ConcealmentPlace | None
    mass_kg: float | None
    mass_sd_kg: float | None


class ReadingShape(Shape):
    """`GET /api/scans/{digest}/reading`: what machines saw in it, the gravest first."""

    state: Literal["read", "waiting", "withheld"]
    """Withheld from a second reader until the verdict of that reader is in."""
    engines: dict[str, str]
    findings: list[ScanFindingShape]
    unread: list[ScanReasonShape]
    """Why an engine could not read it."""
    mass_kg: float | None
    """Of the load, without the container's tare."""
    mass_sd_kg: float | None
    fill: float | None


WAITING = ReadingShape(
    state="waiting", engines={}, findings=[], unread=[], mass_kg=None, mass_sd_kg=None, fill=None
)
WITHHELD = WAITING.model_copy(update={"state": "withheld"})


def reading_shape(reading: Reading, rows: int) -> ReadingShape:
    """Return a reading of a picture of so many rows as the page draws it."""
    return ReadingShape(
        state="read",
        engines=reading.engines,
        findings=[_finding(one, rows) for one in reading.findings],
        unread=[_reason(one) for one in reading.unread],
        mass_kg=reading.mass_kg,
        mass_sd_kg=reading.mass_sd_kg,
        fill=reading.fill,
    )


def region_shape(region: Region, rows: int) -> RegionShape:
    """Return a region with its topmost row first, as pictures are drawn."""
    return RegionShape(
        left=region.first_line,
        top=rows - region.last_row,
        right=region.last_line,
        bottom=rows - region.first_row,
    )


def region_of(shape: RegionShape, rows: int) -> Region:
    """Return the region that a rectangle drawn on the page is; the inverse of `region_shape`."""
    return Region(
        first_line=shape.left,
        last_line=shape.right,
        first_row=rows - shape.bottom,
        last_row=rows - shape.top,
    )


def _finding(one: Finding, rows: int) -> ScanFindingShape:
    return ScanFindingShape(
        sign=one.sign,
        region=region_shape(one.region, rows) if one.region else None,
        log_likelihood_ratio=one.log_likelihood_ratio,
        false_alarm=one.false_alarm,
        reasons=[_reason(each) for each in one.reasons],
        place=one.place,
        mass_kg=one.mass_kg,
        mass_sd_kg=one.mass_sd_kg,
    )


def _reason(one: Reason) -> ScanReasonShape:
    return ScanReasonShape(code=one.code, figures=one.figures, words=one.words)
