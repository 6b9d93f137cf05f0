"""Damaged, truncated, huge and hostile files are refused with a reason, and cost little."""

import io
import random
import struct
import zlib
from dataclasses import replace

import h5py
import msgspec
import numpy as np
import pytest
import tifffile
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.scans import writers
from quaywatch.scans.radiograph import Scale
from quaywatch.scans.readers import known, limits, read, read_apart
from tests.scans.pictures import FAN, LINES, ROWS, dicom, grey, hdf5, jpeg, png, radiograph

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:pydicom")

FILES = {
    "tiff": writers.tiff(radiograph()),
    "hdf5": writers.hdf(radiograph()),
    "png": png(grey()),
    "jpeg": jpeg(grey().astype(np.uint8)),
    "dicos": dicom(grey(1), grey(2)),
}


def _why(data: bytes) -> str:
    got = read(data)
    assert got.radiograph is None
    return got.problems[0].code


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_damaged_file_is_read_or_refused_and_never_raises(name: str, data: st.DataObject) -> None:
    whole = bytearray(FILES[name])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    got = read(bytes(whole))
    assert (got.radiograph is None) <= bool(got.problems)


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_short_is_never_read_as_if_it_were_whole(name: str) -> None:
    whole, dice = FILES[name], random.Random(1)
    before = read(whole).radiograph
    assert before is not None
    for length in (0, 1, 7, *(dice.randrange(len(whole)) for _ in range(30))):
        got = read(whole[:length]).radiograph
        # What a file ends with may be padding, or tell nothing of the pixels.
        assert got is None or all(
            np.array_equal(band.pixels, same.pixels)
            for band, same in zip(got.bands, before.bands, strict=True)
        )


def test_bytes_that_no_reader_knows_are_refused() -> None:
    assert _why(b"") == "scan.unknown"
    assert _why(b"GIF89a" + bytes(100)) == "scan.unknown"


def _huge_png(side: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", side, side, 16, 0, 0, 0, 0)
    body = zlib.compress(bytes(1 << 20), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def _huge_tiff(side: int) -> bytes:
    out = io.BytesIO()
    with tifffile.TiffWriter(out) as writer:
        writer.write(np.zeros((16, 16), np.uint16), metadata=None, compression="zlib")
    data = bytearray(out.getvalue())
    with tifffile.TiffFile(io.BytesIO(bytes(data))) as file:
        for name in ("ImageWidth", "ImageLength", "RowsPerStrip"):
            tag = file.pages[0].tags[name]
            data[tag.valueoffset : tag.valueoffset + 4] = struct.pack("<I", side)[:4]
            data[tag.offset + 2 : tag.offset + 4] = struct.pack("<H", 4)
    return bytes(data)


def _huge_hdf5(side: int) -> bytes:
    out = io.BytesIO()
    with h5py.File(out, "w") as file:
        file.create_dataset("single", (side, side), "u2", chunks=(1000, 1000), compression="gzip")
    return out.getvalue()


@pytest.mark.parametrize("make", [_huge_png, _huge_tiff, _huge_hdf5])
def test_ten_gigapixels_in_a_small_file_are_refused_by_their_size(make: object) -> None:
    assert callable(make)
    assert _why(make(100_000)) == "scan.too-large"


def test_a_strip_that_unpacks_to_gigabytes_ends_the_process_that_reads_and_nothing_else() -> None:
    packed = zlib.compressobj(9)
    head = packed.compress(bytes(1 << 24)) + packed.flush(zlib.Z_FULL_FLUSH)
    again = packed.compress(bytes(1 << 24)) + packed.flush(zlib.Z_FULL_FLUSH)
    bomb = head + again * 512 + packed.flush()
    out = io.BytesIO()
    with tifffile.TiffWriter(out) as writer:
        writer.write(
            (one for one in [bomb]),
            shape=(64, 64),
            dtype=np.uint16,
            compression="adobe_deflate",
            rowsperstrip=64,
            metadata=None,
        )
    got = read_apart(out.getvalue())
    assert got.radiograph is None
    assert got.problems[0].code in ("scan.too-large", "scan.damaged")


def test_pixels_outside_the_file_are_not_fetched(tmp_path: object) -> None:
    out = io.BytesIO()
    with h5py.File(out, "w") as file:
        file.create_dataset(
            "single", (64, 64), "u2", external=[("/etc/hostname", 0, h5py.h5f.UNLIMITED)]
        )
        file["low"] = h5py.ExternalLink("/etc/other.h5", "/low")
        file["again"] = h5py.SoftLink("/")
    assert _why(out.getvalue()) == "scan.outside"


def test_a_file_of_circles_is_left_behind() -> None:
    out = io.BytesIO()
    with h5py.File(out, "w") as file:
        file["a/b"] = np.zeros(3)
        file["a/again"] = file["a"]
    assert _why(out.getvalue()) == "scan.too-large"


def test_pictures_of_several_shapes_are_no_scan() -> None:
    other = np.zeros((20, 20), dtype=np.uint16)
    assert _why(hdf5(low=grey(), high=other)) == "scan.bands-differ"


def test_fewer_pixels_than_are_told_of_are_no_picture() -> None:
    assert _why(dicom(grey(), Rows=4000)) in ("scan.truncated", "scan.too-large")


@pytest.mark.parametrize("kind", [np.float32, np.int16, np.uint32])
def test_numbers_that_no_scanner_counts_in_are_refused(kind: type[np.generic]) -> None:
    out = io.BytesIO()
    tifffile.imwrite(out, np.zeros((16, 16), kind), metadata=None)
    assert _why(out.getvalue()) == "scan.pixels"


def test_what_is_read_apart_is_what_is_read_here() -> None:
    here, apart = read(FILES["tiff"]), read_apart(FILES["tiff"])
    assert (apart.format, apart.problems) == (here.format, here.problems)
    assert here.radiograph is not None
    assert apart.radiograph is not None
    assert apart.radiograph.particulars == here.radiograph.particulars
    for band, same in zip(apart.radiograph.bands, here.radiograph.bands, strict=True):
        assert np.array_equal(band.pixels, same.pixels)
        assert (band.calibration is None) is (same.calibration is None)


def test_a_file_longer_than_any_scan_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "LARGEST_SCAN", 10)
    assert _why(FILES["png"]) == "scan.too-large"
    assert limits.LARGEST_SCAN > 10


def test_counts_without_calibration_are_said_to_lack_it() -> None:
    got = read(writers.tiff(radiograph(scale=Scale.COUNTS, calibrated=False)))
    assert [problem.code for problem in got.problems] == ["scan.calibration-missing"]


def _stripped(*, sparse: bool) -> bytes:
    """Return a packed TIFF of several strips, one of them nowhere where `sparse`."""
    out = io.BytesIO()
    with tifffile.TiffWriter(out) as writer:
        writer.write(np.tile(grey(), (8, 1)), metadata=None, compression="zlib", rowsperstrip=ROWS)
    data = bytearray(out.getvalue())
    with tifffile.TiffFile(io.BytesIO(bytes(data))) as file:
        tag = file.pages[0].tags["StripByteCounts"]
        size = {"SHORT": 2, "LONG": 4}[tifffile.DATATYPE(tag.dtype).name]
    if sparse:
        data[tag.valueoffset + 2 * size : tag.valueoffset + 3 * size] = bytes(size)
    return bytes(data)


def test_strips_that_are_nowhere_are_not_read_as_black() -> None:
    assert read(_stripped(sparse=False)).radiograph is not None
    assert _why(_stripped(sparse=True)) == "scan.truncated"


@pytest.mark.parametrize("compression", [None, "gzip"])
@pytest.mark.parametrize("written", [2, 1])
def test_pixels_that_were_never_written_are_not_read_as_black(
    compression: str | None, written: int
) -> None:
    out = io.BytesIO()
    with h5py.File(out, "w") as file:
        found = file.create_dataset(
            "single", (2 * ROWS, LINES), "u2", chunks=(ROWS, LINES), compression=compression
        )
        found[: written * ROWS] = 7
    got = read(out.getvalue())
    assert (got.radiograph is not None) is (written == 2)
    assert written == 2 or got.problems[0].code == "scan.truncated"


@pytest.mark.parametrize(
    "wrong",
    [
        {"line_spacing": 5.0},
        {"line_spacing": 0.0},
        {"line_spacing": -0.005},
        {"pitch": 1e12},
        {"detector_distance": 0.0},
        {"source_height": 1e300},
        {"lowest": -1e300},
    ],
)
def test_a_geometry_that_no_scanner_has_is_left_out_and_said(wrong: dict[str, float]) -> None:
    picture = radiograph()
    told = msgspec.structs.replace(picture.particulars, fan=replace(FAN, **wrong))
    got = read(writers.tiff(replace(picture, particulars=told)))
    assert got.radiograph is not None
    assert got.radiograph.particulars.fan is None
    assert [problem.code for problem in got.problems] == ["scan.geometry-unfit"]


@pytest.mark.parametrize("distance", [0.0, -7.5, 9.5, 1e300])
def test_a_load_that_is_not_between_source_and_detectors_is_said(distance: float) -> None:
    picture = radiograph()
    told = msgspec.structs.replace(picture.particulars, load_distance=distance)
    got = read(writers.hdf(replace(picture, particulars=told)))
    assert got.radiograph is not None
    assert got.radiograph.particulars.load_distance is None
    assert [problem.code for problem in got.problems] == ["scan.geometry-unfit"]


@pytest.mark.parametrize("peak", ["nan", "inf", "-6000", "1e300"])
def test_an_end_point_that_no_accelerator_has_is_left_out(peak: str) -> None:
    got = read(dicom(grey(), KVP=peak))
    assert got.radiograph is not None
    assert got.radiograph.particulars.endpoints_mev == ()
    assert "scan.endpoints-unfit" in [problem.code for problem in got.problems]


def test_the_same_damage_is_told_in_the_same_words() -> None:
    wrong = b"\x89PNG\r\n\x1a\n" + bytes(100)
    assert read(wrong) == read(wrong)
