"""Segments, elements and components between separators, and back again byte for byte.

What UN/EDIFACT (service string advice) and ANSI X12 (interchange header) have in common:
`Delimiters` names the separators, `scan.separators` finds them all in one compiled pass,
`Document` holds what stands between them and writes it again as it was, or with one value changed.
Each syntax cuts its input into `Stretch`es under the same delimiters: see `edifact.document`.
Only what needs positions of separators imports `scan`, since compiled code takes its time to load.
"""

from quaywatch.formats.delimited.delimiters import Delimiters
from quaywatch.formats.delimited.segment import Segment

__all__ = ["Delimiters", "Segment"]
