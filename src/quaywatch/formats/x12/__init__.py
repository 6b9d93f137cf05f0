"""ANSI X12: interchanges of the sets that ocean carriers and customs exchange.

Read are 309 (customs manifest) and 310 (ocean bill of lading) as consignments, 315 (container
status), 350 (customs status), 353 (customs events) and 358 (consist) as movements and calls.
Any other set is kept byte for byte, with a problem that says so. `acknowledge` answers with a 997
(functional acknowledgement), `answer_manifest` with a 355 (acceptance or rejection).
"""

from quaywatch.formats.x12.acceptance import answer_manifest
from quaywatch.formats.x12.acknowledge import acknowledge
from quaywatch.formats.x12.reader import read

__all__ = ["acknowledge", "answer_manifest", "read"]
