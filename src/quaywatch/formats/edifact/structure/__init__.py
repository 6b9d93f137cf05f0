"""What message types are made of, as data, and where a message departs from it.

`tables` holds the segment tables, `grammar` reads their notation, `walk` follows a message
through one, `defects` does so for a whole input. A departure is no reason not to read a message:
readers take what they understand in any order.
"""

from quaywatch.formats.edifact.structure.defects import defects
from quaywatch.formats.edifact.structure.grammar import structure

__all__ = ["defects", "structure"]
