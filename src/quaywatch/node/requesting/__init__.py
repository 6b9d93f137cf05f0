"""Conversations with filers: their tables, what officers do with them, what the node does."""

from quaywatch.node.requesting.folding import folded
from quaywatch.node.requesting.replying import reply_rows, taken_rows
from quaywatch.node.requesting.rows import outbox_rows, request_row

__all__ = ["folded", "outbox_rows", "reply_rows", "request_row", "taken_rows"]
