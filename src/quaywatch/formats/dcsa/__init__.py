"""JSON of the Digital Container Shipping Association (DCSA).

Read are Track & Trace events (2.2 to 3.0: movements of containers, calls of vessels),
Operational Vessel Schedules (3.0: calls), bills of lading, shipping instructions, eBL issuance
requests and arrival notices (3.0, 1.0: consignments). They come as an array, as a page with its
list under `events`, as lines of objects, or as one object.
"""

from quaywatch.formats.dcsa.answer import refuse
from quaywatch.formats.dcsa.reader import read
from quaywatch.formats.dcsa.writer import write

__all__ = ["read", "refuse", "write"]
