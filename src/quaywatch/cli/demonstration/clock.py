"""The node's clock, set to what is past and back again."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime

from quaywatch.node import Node


@contextmanager
def clock(node: Node) -> Generator[Callable[[datetime], None]]:
    """Let the clock be set to an instant, and set it back in the end."""
    kept = node.now

    def at(instant: datetime) -> None:
        node.now = lambda: instant

    try:
        yield at
    finally:
        node.now = kept
