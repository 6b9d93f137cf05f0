"""What is told with a picture, as text inside a file of an open format."""

import msgspec

from quaywatch.scans.radiograph import Particulars


class Header(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Particulars and calibration as JSON in a TIFF's description or an HDF5 file's attribute."""

    particulars: Particulars
    dark: tuple[tuple[float, ...], ...] = ()
    """Counts of each detector without beam, topmost first, for each picture…"""
    air: tuple[tuple[float, ...], ...] = ()
    """…and in the open beam."""


_HEADERS = msgspec.json.Decoder(Header)


def written(header: Header) -> str:
    """Return the text of a header."""
    return msgspec.json.encode(header, order="sorted").decode()


def parse(text: str | bytes) -> Header:
    """Read the text of a header; raises ValueError."""
    return _HEADERS.decode(text)
