"""The demo's runs of the wind tunnel: a hardened port, and two policies beside each other."""

from pathlib import Path

from msgspec.structs import replace

from quaywatch.cli.sailing import waters
from quaywatch.strategy.tunnel import extend, scenario, write

_RUNS = (("calm", "today"), ("hardening", "today"), ("calm", "seizures"), ("calm", "strategic"))
_LARGE = 100_000
"""Consignments a year from which a few seeds are worth their time."""


def sail(folder: Path, consignments: int) -> None:
    """Write the demo's runs into a folder; with few consignments of one seed each."""
    for name, policy in _RUNS:
        asked = replace(scenario(name), consignments_per_year=consignments)
        *_, run = extend(None, asked, policy, range(3 if consignments >= _LARGE else 1), waters)
        write(run, folder)
