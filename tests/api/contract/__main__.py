"""`python -m tests.api.contract --seconds N`: ask the service far more than the tests do."""

import sys
import tempfile
import time
from pathlib import Path

import click

from tests.api.conftest import make_template
from tests.api.contract.people import furnished
from tests.api.contract.trial import Trial


@click.command(help=__doc__)
@click.option("--seconds", default=300.0, show_default=True, help="how long it goes on")
@click.option("--examples", default=50, show_default=True, help="of each route in a round")
@click.option("--seed", default=1, show_default=True, help="other seeds draw other requests")
@click.option("--only", default="", help="routes that match, such as 'POST /api/alliance'")
def main(seconds: float, examples: int, seed: int, only: str) -> None:
    """Ask round after round until time is over; tell each failure once."""
    until = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        template = make_template(Path(folder) / "template.sqlite")
        with furnished(template, Path(folder) / "node.sqlite") as (app, names):
            trial = Trial(app, names)
            trial.furnish()
            drawn_by = seed
            while trial.run(examples, drawn_by, only, until):
                drawn_by += 1_000_000
    for name, how in sorted(trial.broken.items()):
        click.echo(f"{name}\n  {how}")
    answered = {str(code): count for code, count in sorted(trial.answered.items())}
    click.echo(f"asked {trial.asked}, answered {answered}, broken {len(trial.broken)}")
    sys.exit(bool(trial.broken))


if __name__ == "__main__":
    main()
