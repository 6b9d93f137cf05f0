"""Notices as STIX 2.1 objects, and back again without loss.

Each notice is one object of the type nearest to it, so that others' tools show something sensible,
and carries the whole notice in an extension. Read back, both must say the same.
"""

from quaywatch.alliance.stix.reading import NotAlike, notice_of, notices
from quaywatch.alliance.stix.writing import Object, bundle, objects, tombstone

__all__ = [
    "NotAlike",
    "Object",
    "bundle",
    "notice_of",
    "notices",
    "objects",
    "tombstone",
]
