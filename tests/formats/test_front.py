"""Anything may be given to the front door; nothing is lost."""

import os
import random
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from quaywatch.formats import Format, detect, read
from quaywatch.formats.edifact import cuscar
from tests.formats.making import filing, understood

DATA = Path(os.environ.get("QUAYWATCH_DATA", Path(__file__).parents[3] / "shared" / "data"))


@pytest.mark.parametrize(
    ("head", "format_"),
    [
        (b"UNA:+.? 'UNB+UNOA:1", Format.EDIFACT),
        (b"\xef\xbb\xbfUNB+UNOA:1", Format.EDIFACT),
        (b"UNH+1+CUSCAR:D:95B:UN'", Format.EDIFACT),
        (b'\n{"type": "filing"}', Format.NATIVE),
        (b"PAR1\x15", Format.PARQUET),
        (b"ARROW1\0\0", Format.ARROW),
        (b"bl_number;container\n", Format.CSV),
        (b"\xff\xfeb\0l\0", Format.CSV),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"", None),
    ],
)
def test_the_content_tells_the_format(head: bytes, format_: Format | None) -> None:
    assert detect(head) is format_


def test_a_path_a_stream_and_bytes_are_read_alike(tmp_path: Path) -> None:
    data = cuscar.write([filing(3)])
    file = tmp_path / "manifest.edi"
    file.write_bytes(data)
    parts = list(read(data))
    assert parts == list(read(file)) == list(read(str(file))) == list(read(BytesIO(data)))


def test_nothing_gives_nothing() -> None:
    assert list(read(b"")) == []


def test_a_format_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="fax"):
        list(read(b"", format="fax"))


@pytest.mark.parametrize("forced", [None, *Format])
def test_noise_of_any_kind_is_quarantined_whatever_it_is_taken_for(forced: str | None) -> None:
    dice = random.Random(1)
    for size in (1, 50, 5000, 300_000):
        noise = dice.randbytes(size)
        parts = list(read(noise, format=forced))
        assert b"".join(part.data for part in parts) == noise
        assert [part for part in parts if part.filing] == []
        assert any(part.problems for part in parts)


def test_messages_are_read_without_the_data_frame_library() -> None:
    code = (
        "import sys; from quaywatch.formats import read; from quaywatch.formats.edifact import"
        " cuscar; list(read(cuscar.write([]))); assert 'polars' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.skipif(not (DATA / "formats").is_dir(), reason=f"no sample messages under {DATA}")
def test_real_messages_are_read_without_loss() -> None:
    files = [file for file in (DATA / "formats").rglob("*") if file.is_file()]
    assert files
    for file in files:
        understood(file.read_bytes())
