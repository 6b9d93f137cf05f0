"""TIFF of 8 or 16 bits: a page or a sample for each energy (TIFF 6.0; BigTIFF)."""

import io
from typing import Any

import numpy as np
import tifffile
from numpy.typing import NDArray
from PIL import Image

from quaywatch.scans.radiograph import Particulars
from quaywatch.scans.readers.draft import Draft
from quaywatch.scans.readers.limits import MOST_BANDS, check_shape
from quaywatch.scans.readers.result import refused
from quaywatch.scans.readers.told import drafted

_MAGIC = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_PLAIN = {"NONE", "ADOBE_DEFLATE", "DEFLATE", "PACKBITS", "LZMA"}
_BY_PILLOW = {"LZW"}
_FULL = {1: 0xFF, 2: 0xFFFF}

# How a page lies by its orientation tag: upside down, mirrored, columns for rows.
_TURNED = {
    1: (False, False, False),
    2: (False, True, False),
    3: (True, True, False),
    4: (True, False, False),
    5: (False, False, True),
    6: (False, True, True),
    7: (True, True, True),
    8: (True, False, True),
}


class TiffReader:
    """Reads TIFF."""

    name = "tiff"

    def recognises(self, head: bytes) -> bool:
        """Tell by the byte order and version at the beginning."""
        return head.startswith(_MAGIC)

    def read(self, data: bytes) -> Draft:
        """Read all pages; a page of another shape, such as a stamp, ends them."""
        with tifffile.TiffFile(io.BytesIO(data)) as file:
            pages = self._pages(file)
            first = pages[0]
            pictures = [one for page in pages for one in _pictures(page, data)]
            told = Particulars(scanner=_text(first, "Make", "Model"))
            colour = first.samplesperpixel == 3 and first.photometric == tifffile.PHOTOMETRIC.RGB
            if colour and first.bitspersample == 8:
                return Draft(tuple(pictures), told, colour=True)
            return drafted(tuple(pictures), str(first.description), otherwise=told)

    def _pages(self, file: tifffile.TiffFile) -> list[Any]:
        pages: list[Any] = []
        for number, page in enumerate(file.pages):
            if pages and page.shape != pages[0].shape:
                break
            if number >= MOST_BANDS:
                raise refused("bands", f"more than {MOST_BANDS} pages of one shape")
            _check(page)
            pages.append(page)
        if not pages:
            raise refused("empty", "a TIFF without a page")
        return pages


def _check(page: Any) -> None:
    at = int(page.offset)
    check_shape(page.imagelength, page.imagewidth, page.samplesperpixel)
    if page.imagedepth != 1:
        raise refused("pixels", "a volume, not a picture", offset=at)
    if page.bitspersample not in (8, 16) or page.sampleformat != 1:
        raise refused(
            "pixels",
            f"{page.bitspersample} bits of sample format {page.sampleformat}; unsigned numbers of "
            "8 or 16 bits can be read",
            offset=at,
        )
    method = tifffile.COMPRESSION(page.compression).name
    if method not in _PLAIN | _BY_PILLOW or (method in _BY_PILLOW and page.samplesperpixel > 1):
        raise refused("compression", f"pixels packed by {method} cannot be read", offset=at)
    # What is not there would be read as black.
    parts = page.databytecounts
    few = method == "NONE" and sum(parts) < page.nbytes
    if few or 0 in parts or 0 in page.dataoffsets:
        raise refused("truncated", "there are fewer pixels than the page says", offset=at)


def _pictures(page: Any, data: bytes) -> list[NDArray[np.generic]]:
    if tifffile.COMPRESSION(page.compression).name in _BY_PILLOW:
        with Image.open(io.BytesIO(data), formats=["TIFF"]) as image:
            image.seek(page.index)
            pixels = np.asarray(image)
    else:
        pixels = np.asarray(page.asarray())
    if page.photometric == tifffile.PHOTOMETRIC.MINISWHITE:
        pixels = _FULL[pixels.dtype.itemsize] - pixels
    if page.axes == "YXS":
        pixels = np.moveaxis(pixels, -1, 0)
    planes = pixels.reshape(-1, *pixels.shape[-2:])
    orientation = page.tags.get(274)
    turned = _TURNED.get(orientation.value if orientation else 1, _TURNED[1])
    return [_turned(plane, *turned) for plane in planes]


def _turned(
    plane: NDArray[np.generic], upside_down: bool, mirrored: bool, columns: bool
) -> NDArray[np.generic]:
    plane = plane.T if columns else plane
    plane = plane[::-1] if upside_down else plane
    return plane[:, ::-1] if mirrored else plane


def _text(page: Any, *names: str) -> str:
    found = (page.tags.get(name) for name in names)
    return " ".join(str(tag.value) for tag in found if tag is not None)
