"""ICS2, the European Union's import control system: entry summary declarations and risk.

Two interfaces share one namespace and one data model: the Common Repository with the national
systems (`repository`), and filers with customs (`trader`). A message is read as a lossless tree
(`Message`); `nouns` says what it means; `repository` and `trader` compose what is sent.
"""

from quaywatch.formats.ics2.codes import CodeLists
from quaywatch.formats.ics2.message import (
    InvalidMessageError,
    Message,
    UnreadableError,
    parse,
    write,
)
from quaywatch.formats.ics2.reader import read
from quaywatch.formats.ics2.replies import Attachment, Reply, replies

__all__ = [
    "Attachment",
    "CodeLists",
    "InvalidMessageError",
    "Message",
    "Reply",
    "UnreadableError",
    "parse",
    "read",
    "replies",
    "write",
]
