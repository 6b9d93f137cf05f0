"""UN/EDIFACT (ISO 9735): interchanges of any service characters, sets and defects.

`reader.read` finds the messages and checks what their envelopes claim; each defect is a `Problem`
with segment number and byte position. `registry` knows who reads which type: `cuscar` the customs
cargo report, `movements` what terminals and carriers say of containers; types that nobody reads go
to quarantine. `structure` says where a message leaves its segment table; `document` writes an input
again byte for byte.
"""

from quaywatch.formats.edifact.reader import read

__all__ = ["read"]
