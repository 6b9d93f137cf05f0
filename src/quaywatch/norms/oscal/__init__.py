"""The standard and an assessment as OSCAL 1.2.1 documents (NIST), for tools that read those.

OSCAL is the form in which they leave, never the one in which people fill them in: it knows findings
as satisfied or not, so maturity, "unknown" and "not applicable" travel as properties of our own.
"""

from quaywatch.norms.oscal.catalog import catalog
from quaywatch.norms.oscal.export import Documents, documents
from quaywatch.norms.oscal.profile import profile

__all__ = ["Documents", "catalog", "documents", "profile"]
