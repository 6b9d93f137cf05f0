"""In which formats filers are answered, by the format that they file in."""

from quaywatch.requests import Format

FORMATS: dict[str, Format] = {}
"""Who files in any other gets a letter."""
