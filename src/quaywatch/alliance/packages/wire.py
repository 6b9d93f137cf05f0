"""What is asked at the desk for packages, and what it answers; as MessagePack."""

from typing import Annotated

import msgspec

from quaywatch.alliance.packages.package import Signed
from quaywatch.alliance.packages.receipt import MOST
from quaywatch.alliance.quantities import Version

DESK = "packages"
"""Name of the desk."""


class Listing(msgspec.Struct, frozen=True, kw_only=True, tag="listing"):
    """Which packages may be fetched from there now?"""


class Fetch(msgspec.Struct, frozen=True, kw_only=True, tag="fetch"):
    """Asks for the content of one."""

    name: Annotated[str, msgspec.Meta(max_length=60)]
    version: Version


class Gone(msgspec.Struct, frozen=True, kw_only=True, tag="gone"):
    """Says what was deleted, each receipt signed; answered by an empty listing once it is kept."""

    receipts: Annotated[tuple[Signed, ...], msgspec.Meta(max_length=MOST)]


Asked = Listing | Fetch | Gone


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """Headers, each signed."""

    packages: Annotated[tuple[Signed, ...], msgspec.Meta(max_length=500)]


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """A content."""

    data: bytes
