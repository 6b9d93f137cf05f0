"""LightGBM needs OpenMP (libgomp), which a bare machine may lack: then its tests do not run."""

import warnings

try:
    import lightgbm as _  # noqa: F401 - it loads the library
except OSError as error:
    warnings.warn(f"trees are not tested, LightGBM cannot be loaded: {error}", stacklevel=1)
    collect_ignore_glob = ["test_*.py"]
