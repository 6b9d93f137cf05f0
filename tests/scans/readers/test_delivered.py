"""What scanners and terminals deliver is read, and what is not told is not made up."""

import io

import numpy as np
import pytest
import tifffile
from PIL import Image

from quaywatch.scans.radiograph import Energy, Radiograph, Scale
from quaywatch.scans.readers import Read, read
from tests.scans.pictures import LINES, ROWS, dicom, grey, hdf5, jpeg, png


def _whole(read: Read) -> Radiograph:
    assert read.radiograph is not None, read.problems
    return read.radiograph


def _codes(read: Read) -> list[str]:
    return [problem.code for problem in read.problems]


def _tiff(*pages: np.ndarray, **more: object) -> bytes:
    out = io.BytesIO()
    with tifffile.TiffWriter(out) as writer:
        for page in pages:
            writer.write(page, metadata=None, photometric="minisblack", **more)  # type: ignore[arg-type]
    return out.getvalue()


def test_lines_run_as_the_load_passed_and_rows_from_the_ground_up() -> None:
    picture = grey()
    band = _whole(read(png(picture))).bands[0]
    assert band.pixels.shape == (LINES, ROWS)
    assert band.pixels[0, 0] == picture[-1, 0]
    assert band.pixels[3, ROWS - 1] == picture[0, 3]


def test_where_nothing_says_what_a_pixel_means_it_is_assumed_and_said() -> None:
    got = read(png(grey()))
    assert _whole(got).scale is Scale.TRANSMISSION
    assert _codes(got) == ["scan.scale-unstated"]


def test_eight_bits_are_for_the_eye_and_white_stays_white() -> None:
    picture = grey().astype(np.uint8)
    picture[0, 0] = 255
    got = _whole(read(png(picture)))
    assert got.scale is Scale.DISPLAY
    assert got.bands[0].pixels.max() == 65535


def test_a_colour_stamp_keeps_its_colours() -> None:
    colours = np.random.default_rng(1).integers(0, 256, (ROWS, LINES, 3)).astype(np.uint8)
    got = _whole(read(png(colours)))
    assert [band.energy for band in got.bands] == [Energy.RED, Energy.GREEN, Energy.BLUE]
    assert got.scale is Scale.DISPLAY
    assert np.array_equal(got.bands[1].pixels[:, ::-1].T, colours[..., 1].astype(np.uint16) * 257)


def test_a_jpeg_is_for_the_eye() -> None:
    flat = np.full((ROWS, LINES), 120, dtype=np.uint8)
    got = _whole(read(jpeg(flat)))
    assert got.scale is Scale.DISPLAY
    assert abs(int(got.bands[0].pixels[5, 5]) - 120 * 257) <= 2 * 257


def test_of_two_unnamed_energies_the_brighter_is_taken_for_the_high_one() -> None:
    dark, bright = grey(1, high=30_000), grey(2)
    for pages in ((dark, bright), (bright, dark)):
        got = read(_tiff(*pages))
        high = _whole(got).band(Energy.HIGH)
        assert high is not None
        assert np.array_equal(high.pixels[:, ::-1].T, bright)
        assert "scan.energies-unstated" in _codes(got)


@pytest.mark.parametrize("compression", [None, "zlib", "lzma"])
def test_pages_of_a_tiff_are_energies_however_they_are_packed(compression: str | None) -> None:
    first, second = grey(1), grey(2)
    got = _whole(read(_tiff(first, second, compression=compression)))
    found = {band.pixels.tobytes() for band in got.bands}
    assert found == {np.ascontiguousarray(one[::-1].T).tobytes() for one in (first, second)}


def test_a_tiff_packed_by_lzw_is_read() -> None:
    out, picture = io.BytesIO(), grey()
    Image.fromarray(picture).save(out, "TIFF", compression="tiff_lzw")
    assert np.array_equal(_whole(read(out.getvalue())).bands[0].pixels[:, ::-1].T, picture)


def test_samples_of_a_pixel_are_energies_too() -> None:
    pixels = np.stack([grey(1), grey(2)], axis=-1)
    out = io.BytesIO()
    tifffile.imwrite(out, pixels, metadata=None, planarconfig="contig", photometric="minisblack")
    assert len(_whole(read(out.getvalue())).bands) == 2


@pytest.mark.parametrize(
    ("orientation", "seen"),
    [
        (1, lambda raw: raw),
        (2, lambda raw: raw[:, ::-1]),
        (3, lambda raw: raw[::-1, ::-1]),
        (4, lambda raw: raw[::-1]),
        (5, lambda raw: raw.T),
        (6, lambda raw: raw.T[:, ::-1]),
        (7, lambda raw: raw.T[::-1, ::-1]),
        (8, lambda raw: raw.T[::-1]),
    ],
)
def test_a_tiff_is_turned_as_its_orientation_says(orientation: int, seen: object) -> None:
    raw = grey()
    got = _whole(read(_tiff(raw, extratags=[(274, "H", 1, orientation, True)])))
    assert callable(seen)
    assert np.array_equal(got.bands[0].pixels[:, ::-1].T, seen(raw))


def test_white_for_little_signal_is_turned_round() -> None:
    raw, out = grey(), io.BytesIO()
    tifffile.imwrite(out, raw, metadata=None, photometric="miniswhite")
    assert np.array_equal(_whole(read(out.getvalue())).bands[0].pixels[:, ::-1].T, 65535 - raw)


def test_a_stamp_behind_the_scan_is_left_alone() -> None:
    got = _whole(read(_tiff(grey(), np.zeros((8, 10), dtype=np.uint16))))
    assert len(got.bands) == 1


def test_data_sets_named_by_energy_are_those_energies() -> None:
    low, high = grey(1), grey(2, high=100)
    got = _whole(read(hdf5(low=low, high=high)))
    found = got.band(Energy.LOW)
    assert found is not None
    assert np.array_equal(found.pixels[:, ::-1].T, low)


def test_a_dicos_object_tells_when_where_and_of_what_it_was_taken() -> None:
    got = _whole(
        read(
            dicom(
                grey(),
                PatientID="TSTU0000014",
                KVP="6000",
                StationName="Gate 3",
                AcquisitionDate="20260301",
                AcquisitionTime="123000.5",
                TimezoneOffsetFromUTC="+0100",
            )
        )
    )
    told = got.particulars
    assert (told.equipment_number, told.scanner, told.endpoints_mev) == (
        "TSTU0000014",
        "Gate 3",
        (6.0,),
    )
    assert told.taken_at is not None
    assert told.taken_at.isoformat() == "2026-03-01T12:30:00+01:00"


def test_frames_of_a_dicos_object_are_energies() -> None:
    got = _whole(read(dicom(grey(1), grey(2, high=100))))
    assert {band.energy for band in got.bands} == {Energy.LOW, Energy.HIGH}


def test_a_time_without_its_zone_is_no_instant() -> None:
    got = _whole(read(dicom(grey(), AcquisitionDate="20260301", AcquisitionTime="123000")))
    assert got.particulars.taken_at is None


def test_a_wrong_container_number_is_kept_and_said() -> None:
    got = read(dicom(grey(), PatientID="TSTU0000011"))
    assert _whole(got).particulars.equipment_number == "TSTU0000011"
    assert "container-number.check-digit" in _codes(got)


def test_twelve_stored_bits_are_shares_of_the_open_beam_too() -> None:
    raw = grey(high=4096)
    raw[0, 0] = 4095
    got = _whole(read(dicom(raw | 0x3000, BitsStored=12, HighBit=11)))
    assert got.scale is Scale.TRANSMISSION
    seen = got.bands[0].pixels[:, ::-1].T
    assert seen[0, 0] == 65535
    assert np.array_equal(np.argsort(seen, axis=None), np.argsort(raw, axis=None))


def test_bits_that_do_not_lie_lowest_are_refused() -> None:
    assert _codes(read(dicom(grey(), BitsStored=12, HighBit=15))) == ["scan.pixels"]


@pytest.mark.parametrize(
    ("told", "turned"),
    [
        ({"PhotometricInterpretation": "MONOCHROME1"}, True),
        ({"PhotometricInterpretation": "MONOCHROME1", "PixelIntensityRelationshipSign": 1}, False),
        ({"PixelIntensityRelationshipSign": -1}, True),
    ],
)
def test_much_signal_is_a_large_number_whatever_a_dicos_object_stores(
    told: dict[str, object], turned: bool
) -> None:
    raw = grey()
    seen = _whole(read(dicom(raw, **told))).bands[0].pixels[:, ::-1].T
    assert np.array_equal(seen, 65535 - raw if turned else raw)


def test_logarithms_of_the_signal_are_for_the_eye() -> None:
    assert _whole(read(dicom(grey(), PixelIntensityRelationship="LOG"))).scale is Scale.DISPLAY
    assert _whole(read(dicom(grey(), PixelIntensityRelationship="LIN"))).scale is not Scale.DISPLAY


def test_end_points_of_two_frames_are_told_of_two_frames() -> None:
    got = read(dicom(grey(1), grey(2, high=100), KVP=["6000", "4000"]))
    assert _whole(got).particulars.endpoints_mev == (6.0, 4.0)
