"""All readers, and which of them reads a file."""

from PIL import Image, UnidentifiedImageError

from quaywatch.scans.readers.dicos import DicosReader
from quaywatch.scans.readers.hdf import HdfReader
from quaywatch.scans.readers.laying import lay
from quaywatch.scans.readers.limits import LARGEST_SCAN
from quaywatch.scans.readers.picture import PictureReader
from quaywatch.scans.readers.result import Read, RefusedError, refused
from quaywatch.scans.readers.seam import HEAD, Reader, added
from quaywatch.scans.readers.tiff import TiffReader

_OWN: tuple[Reader, ...] = (
    TiffReader(),
    PictureReader("png"),
    PictureReader("jpeg"),
    HdfReader(),
    DicosReader(),
)


def reader_of(head: bytes) -> Reader | None:
    """Return what reads files that begin so; raises whatever an added reader raises."""
    own = next((one for one in _OWN if one.recognises(head)), None)
    return own or next((one for one in added() if one.recognises(head)), None)


def read(data: bytes) -> Read:
    """Read a file in this process; whatever its bytes, nothing is raised.

    Bytes from outside are read by `apart.read_apart`, which bounds what they cost.
    """
    if len(data) > LARGEST_SCAN:
        reason = refused("too-large", f"{len(data):,} bytes; at most {LARGEST_SCAN:,} are read")
        return Read("", None, (reason.problem,))
    try:
        reader = reader_of(data[:HEAD])
    except Exception as error:  # noqa: BLE001 - of packages that were installed beside
        reason = refused("unknown", f"no own reader knows these bytes; an added one: {_why(error)}")
        return Read("", None, (reason.problem,))
    if reader is None:
        return Read("", None, (refused("unknown", "no reader knows these bytes").problem,))
    try:
        return lay(reader.name, reader.read(data))
    except RefusedError as reason:
        return Read(reader.name, None, (reason.problem,))
    except (MemoryError, Image.DecompressionBombError):
        reason = refused("too-large", "reading it takes more memory than a picture may")
    except UnidentifiedImageError:
        reason = refused("damaged", "damaged: nothing follows the first bytes that makes a picture")
    except Exception as error:  # noqa: BLE001 - libraries raise what they like on damaged bytes
        reason = refused("damaged", f"damaged: {_why(error)}")
    return Read(reader.name, None, (reason.problem,))


def _why(error: Exception) -> str:
    told = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {told}".rstrip(": ")
