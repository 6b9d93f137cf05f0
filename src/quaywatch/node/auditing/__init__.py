"""Audit instruments of one node: seeded tests, and what stands out among finds."""

from quaywatch.node.auditing.auditing import Auditing, Tests

__all__ = ["Auditing", "Tests"]
