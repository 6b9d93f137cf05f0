"""The line without a line: the same batches in a file for one recipient, which alone can open it.

The file is sealed with age to the recipient's key. What is in it is what would have gone over the
line, so a file that comes late, twice or before another one is handled as batches are.
"""

from quaywatch.alliance.offline.carrying import Brought, Written, bring, write
from quaywatch.alliance.offline.sheet import BadFile, identity, new_identity, public

__all__ = [
    "BadFile",
    "Brought",
    "Written",
    "bring",
    "identity",
    "new_identity",
    "public",
    "write",
]
