"""The standard as a library of CISO Assistant (YAML), so that its users can assess themselves by
it, and map it to what they know."""

from quaywatch.norms.ciso.library import library, written

__all__ = ["library", "written"]
