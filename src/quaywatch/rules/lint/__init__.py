"""What is wrong with profiles that can be read: never met, said twice, too broad, out of date.

Found by reasoning over sets and ranges, so what is said is so; not everything that is so is said.
"""

from quaywatch.rules.lint.linter import BROAD, SOON, lint
from quaywatch.rules.lint.notice import Kind, Notice

__all__ = ["BROAD", "SOON", "Kind", "Notice", "lint"]
