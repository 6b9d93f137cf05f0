"""PNG and JPEG as terminals deliver them: grey of 8 or 16 bits, or colour for the eye."""

import io

import numpy as np
from PIL import Image

from quaywatch.scans.radiograph import Particulars
from quaywatch.scans.readers.draft import Draft
from quaywatch.scans.readers.limits import check_shape
from quaywatch.scans.readers.result import refused
from quaywatch.scans.readers.told import drafted

HEADER_KEY = "Description"
"""Keyword of the text chunk in a PNG that tells of the picture (PNG, third edition, 11.3.3.1)."""

_MAGIC = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}
_GREY = {"L", "LA", "1", "I;16", "I;16B"}
_COLOUR = {"RGB", "RGBA", "P", "PA", "YCbCr"}


class PictureReader:
    """Reads PNG or JPEG."""

    def __init__(self, name: str) -> None:
        self.name = name

    def recognises(self, head: bytes) -> bool:
        """Tell by the bytes that every such file begins with."""
        return head.startswith(_MAGIC[self.name])

    def read(self, data: bytes) -> Draft:
        """Read the (first) picture."""
        with Image.open(io.BytesIO(data), formats=[self.name.upper()]) as image:
            mode = image.mode
            check_shape(image.height, image.width, 1 if mode in _GREY else 3)
            if mode in _GREY:
                grey = image if mode.startswith("I;16") else image.convert("L")
                picture = np.asarray(grey)
                text = str(image.info.get(HEADER_KEY, ""))
                return drafted((picture,), text, otherwise=Particulars())
            if mode not in _COLOUR:
                raise refused("pixels", f"pixels of mode {mode} cannot be read")
            planes = np.asarray(image.convert("RGB"))
            return Draft(tuple(np.moveaxis(planes, -1, 0)), colour=True)
