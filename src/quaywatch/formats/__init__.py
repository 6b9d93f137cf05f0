"""Message formats to and from the nouns: located errors, nothing lost, flat memory."""

from quaywatch.formats.detect import Format, detect
from quaywatch.formats.front import read
from quaywatch.formats.part import Part

__all__ = ["Format", "Part", "detect", "read"]
