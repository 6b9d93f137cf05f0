"""UN/EDIFACT (ISO 9735): interchanges of any service characters, sets and defects.

`reader.read` finds the messages and checks what their envelopes claim; each defect is a `Problem`
with segment number and byte position. `cuscar` understands the customs cargo report; messages of
other types go to quarantine.
"""

from quaywatch.formats.edifact.reader import read

__all__ = ["read"]
