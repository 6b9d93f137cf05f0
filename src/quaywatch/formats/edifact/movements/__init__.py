"""Messages about containers: stowage, loading, gates, weighing, status.

One reader (`report`) for all of them; a message type is a table (`types`).
"""

from quaywatch.formats.edifact.movements.writer import write

__all__ = ["write"]
