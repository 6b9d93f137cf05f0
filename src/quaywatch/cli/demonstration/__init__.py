"""The node that `quaywatch demo` serves: a simulated world, put through the real intake."""

from quaywatch.cli.demonstration.making import LARGE, SMALL, make
from quaywatch.cli.demonstration.opening import open_demo
from quaywatch.cli.demonstration.people import demo_accounts

__all__ = ["LARGE", "SMALL", "demo_accounts", "make", "open_demo"]
