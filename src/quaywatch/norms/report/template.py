"""The report's page for the typesetter; it takes the report as JSON under `report`."""

from importlib.resources import files


def template() -> bytes:
    """Return the typesetter's template."""
    return files("quaywatch.norms.report").joinpath("report.typ").read_bytes()
