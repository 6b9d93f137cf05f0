"""Where the data folder lies that some measurements need."""

import os
from pathlib import Path


def folder() -> Path:
    """Return the folder of `QUAYWATCH_DATA`, by default `../shared/data`.

    Raises FileNotFoundError when there is none.
    """
    path = Path(os.environ.get("QUAYWATCH_DATA", "../shared/data"))
    if not path.is_dir():
        raise FileNotFoundError(f"no data folder at {path}; set QUAYWATCH_DATA")
    return path
