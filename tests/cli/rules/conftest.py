"""The node with accounts that the service's tests use."""

from tests.api.conftest import template

__all__ = ["template"]
