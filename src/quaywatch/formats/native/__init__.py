"""Native JSON lines: the nouns themselves, one JSON object a line.

A line is one of

- a filing: `{"type": "filing", "header": {...}, "consignments": [...], "movements": [...]}`;
- a bare consignment: `{"reference": "...", ...}`;
- a bare movement: `{"equipment_number": "...", "kind": "...", "classifier": "...", "at": "..."}`.

Fields are those of `quaywatch.cargo`; absent ones take their defaults, unknown ones are left
alone. Bare lines that follow each other form one filing of format `native`. Blank lines are
allowed. A line that says anything else goes to quarantine alone.
"""

from quaywatch.formats.native.reader import read
from quaywatch.formats.native.writer import write

__all__ = ["read", "write"]
