"""Payload of the node's events about packages of others."""

import msgspec

PACKAGE = "package.step"
"""A package came, was tried, taken over, dismissed, or is offered no more; or a partner signed that
one of this node is gone there."""


class PackageStep(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `PACKAGE`."""

    package: str
    """Origin, name and version."""
    digest: str
    what: str
