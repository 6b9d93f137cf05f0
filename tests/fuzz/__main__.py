"""`python -m tests.fuzz TARGET --seconds N`: fuzz one reader, or all of them in turn."""

import contextlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import click

atheris: Any = None
with contextlib.suppress(ImportError):
    import atheris  # pyright: ignore[reportMissingImports]

_COMPILED = ["quaywatch.formats.delimited.scan", "quaywatch.cargo.compiled"]
"""Modules that are compiled, and cannot be followed."""


@click.command(help=__doc__)
@click.argument("target")
@click.option("--seconds", default=60.0, show_default=True, help="how long each target is tried")
@click.option("--seed", default=1, show_default=True, help="other seeds draw other inputs")
@click.option("--folder", type=Path, default=Path("var/fuzz"), help="where failing inputs go")
@click.option("--guided/--plain", default=atheris is not None, help="whether Atheris chooses")
def main(target: str, seconds: float, seed: int, folder: Path, guided: bool) -> None:
    if guided:
        with atheris.instrument_imports(include=["quaywatch"], exclude=_COMPILED):
            from tests.fuzz.target import TARGETS
    else:
        from tests.fuzz.target import TARGETS
    if target == "all":
        options = ["--seconds", str(seconds), "--seed", str(seed), "--folder", str(folder)]
        options.append("--guided" if guided else "--plain")
        for name in TARGETS:
            subprocess.run([sys.executable, "-m", "tests.fuzz", name, *options], check=False)
        return
    from tests.fuzz.campaign import Campaign

    campaign = Campaign(TARGETS[target], folder / target, seconds, seed)
    if guided:
        campaign.run_guided(atheris)
    campaign.run()
    campaign.report()
    sys.exit(bool(campaign.found))


if __name__ == "__main__":
    main()
