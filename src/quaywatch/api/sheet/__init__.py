"""The order on paper: what an officer takes along to the box."""

from quaywatch.api.sheet.content import sheet
from quaywatch.api.sheet.pdf import pdf

__all__ = ["pdf", "sheet"]
