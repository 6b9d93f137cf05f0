"""WCO Data Model declarations (DEC) as XML, in the form of the United Kingdom's CDS.

A `MetaData` document of type DEC is a filing with one consignment; answers of customs (RES) and
messages about movements (inventory linking) are known and kept without one.
"""

from quaywatch.formats.wco.reader import read

__all__ = ["read"]
