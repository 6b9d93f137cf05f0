"""LightGBM needs OpenMP (libgomp), which a bare machine may lack: then its tests do not run."""

import warnings

import pytest

try:
    import lightgbm as _  # noqa: F401 - it loads the library
except OSError as error:
    LOADED = False
    warnings.warn(f"trees are not tested, LightGBM cannot be loaded: {error}", stacklevel=1)
else:
    LOADED = True

needs_trees = pytest.mark.skipif(not LOADED, reason="LightGBM cannot be loaded")
