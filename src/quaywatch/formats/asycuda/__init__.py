"""ASYCUDA World manifests (AWMDS) and degroupages (Awbolds) as XML.

One `General_segment` (or `Master_bol`) says what holds for all, each `Bol_segment` is a bill of
lading with its containers. The nature of a bill (22 export, 23 import, 24 transit, 28
transhipment) has no word among the nouns and stays in the bytes.
"""

from quaywatch.formats.asycuda.reader import read

__all__ = ["read"]
