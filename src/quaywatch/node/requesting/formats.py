"""In which formats filers are answered, by the format that they file in."""

from quaywatch.requests import Format
from quaywatch.requests.forms import Ics2

FORMATS: dict[str, Format] = {"ics2": Ics2()}
"""Who files in any other gets a letter."""
