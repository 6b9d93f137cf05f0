"""Where the wind tunnel meets the simulated world: `strategy` itself never sees it."""

from quaywatch.cli.sailing.joining import waters

__all__ = ["waters"]
