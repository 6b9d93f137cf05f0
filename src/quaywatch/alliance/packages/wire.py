"""What is asked at the desk for packages, and what it answers; as MessagePack."""

from typing import Annotated

import msgspec

from quaywatch.alliance.packages.package import Signed

DESK = "packages"
"""Name of the desk."""


class Listing(msgspec.Struct, frozen=True, kw_only=True, tag="listing"):
    """Which packages may be fetched from there now?"""


class Fetch(msgspec.Struct, frozen=True, kw_only=True, tag="fetch"):
    """Asks for the content of one."""

    name: Annotated[str, msgspec.Meta(max_length=60)]
    version: Annotated[int, msgspec.Meta(ge=1)]


Asked = Listing | Fetch


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """Headers, each signed."""

    packages: Annotated[tuple[Signed, ...], msgspec.Meta(max_length=500)]


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """A content."""

    data: bytes
