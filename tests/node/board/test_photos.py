"""Bytes are taken for a picture by what they are, and for nothing else."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.node.board.photos import LARGEST_PHOTO, PhotoError, media_type

JPEG = b"\xff\xd8\xff\xe0" + bytes(40) + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40) + b"IEND\xae\x42\x60\x82"
WEBP = b"RIFF" + (12).to_bytes(4, "little") + b"WEBP" + bytes(8)
WHOLE = {"image/jpeg": JPEG, "image/png": PNG, "image/webp": WEBP}


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_picture_is_known_by_its_bytes(name: str) -> None:
    assert media_type(WHOLE[name]) == name


@given(picture=st.sampled_from(list(WHOLE.values())), lost=st.integers(1, 12))
def test_half_a_picture_is_none(picture: bytes, lost: int) -> None:
    with pytest.raises(PhotoError):
        media_type(picture[:-lost])


@given(st.binary(max_size=64))
def test_whatever_comes_is_a_picture_or_refused(data: bytes) -> None:
    with suppress(PhotoError):
        assert media_type(data) in WHOLE


def test_a_film_is_too_long() -> None:
    with pytest.raises(PhotoError):
        media_type(JPEG + bytes(LARGEST_PHOTO))
