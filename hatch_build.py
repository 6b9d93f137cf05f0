"""Refuses to build a wheel without the page: an empty interface must not ship."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PageGuard(BuildHookInterface[Any]):
    """Checks that Vite's output is there before a standard wheel or sdist is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Raise when the page is missing; editable installs may go without."""
        page = Path(self.root, "src/quaywatch/static/index.html")
        if version != "editable" and not page.exists():
            raise RuntimeError(f"{page} is missing: run `make page` before building")
