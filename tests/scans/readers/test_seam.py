"""A format that is not public is read by a package that is installed beside."""

from dataclasses import dataclass
from importlib.metadata import EntryPoint

import numpy as np
import pytest

from quaywatch.scans.readers import GROUP, Draft, read, refused, seam
from tests.scans.pictures import grey, png


@dataclass
class Vendor:
    """A reader of a format of its own."""

    name: str = "vendor"

    def recognises(self, head: bytes) -> bool:
        return head.startswith(b"VNDR")

    def read(self, data: bytes) -> Draft:
        if len(data) < 8:
            raise refused("truncated", "no picture behind the head", offset=len(data))
        return Draft((grey(),))


VENDOR = Vendor()


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    entry = EntryPoint("vendor", f"{__name__}:VENDOR", GROUP)

    def installed(*, group: str) -> list[EntryPoint]:
        return [entry] if group == GROUP else []

    monkeypatch.setattr(seam, "entry_points", installed)
    seam.added.cache_clear()
    yield
    seam.added.cache_clear()


def test_an_installed_reader_reads_its_files() -> None:
    got = read(b"VNDR" + bytes(8))
    assert got.format == "vendor"
    assert got.radiograph is not None
    assert np.array_equal(got.radiograph.bands[0].pixels[:, ::-1].T, grey())


def test_an_installed_reader_refuses_with_a_place() -> None:
    got = read(b"VNDR")
    assert got.radiograph is None
    assert got.problems[0].offset == 4


def test_what_is_no_reader_is_not_taken_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "VENDOR", object())
    seam.added.cache_clear()
    with pytest.raises(TypeError, match="not a reader"):
        seam.added()


def test_a_reader_that_fails_keeps_no_other_from_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "VENDOR", object())
    seam.added.cache_clear()
    assert read(png(grey())).radiograph is not None
    got = read(b"VNDR" + bytes(8))
    assert got.radiograph is None
    assert "not a reader" in got.problems[0].message


def test_a_reader_that_breaks_over_the_first_bytes_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Vendor, "recognises", lambda _, head: head[4096] > 0)
    assert read(png(grey())).radiograph is not None
    assert "IndexError" in read(b"VNDR" + bytes(8)).problems[0].message
