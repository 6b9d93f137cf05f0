"""Lengths that what partners write keeps to."""

from typing import Annotated

import msgspec

UUID_PATTERN = r"[0-9a-f]{8}(-[0-9a-f]{4}){2}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
"""As RFC 9562 writes one."""

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Text = Annotated[str, msgspec.Meta(max_length=8000)]
Reference = Annotated[str, msgspec.Meta(pattern=f"^[a-z]{{1,20}}/{UUID_PATTERN}$")]
"""Another notice, by its kind and its id: `indicator/…`."""
Location = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}[A-Z2-9]{3}$")]
"""UN/LOCODE."""
Amount = Annotated[float, msgspec.Meta(gt=0, le=1e6)]
Digest = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256, in hexadecimal."""
