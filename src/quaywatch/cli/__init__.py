"""The `quaywatch` command: one file a subcommand, loaded only when asked for."""

import os
from importlib import import_module

import click

SUBCOMMANDS: dict[str, str] = {
    "accounts": "Say who may sign in to a node.",
    "assess": "Rank the consignments of files, with reasons.",
    "audit": "Verify what a witnessed log says, without its node.",
    "demo": "Simulate six months and a live day, then serve the page.",
    "demo-alliance": "Start five allied nodes on simulated data.",
    "draw": "Put values into the draw of a day, and hand out what lets others check it.",
    "empties": "Learn what empty containers look like to a scanner.",
    "evaluate": "Say what targeting was worth beside chance.",
    "exchange": "Carry notices to and from partners by file; keys for TAXII.",
    "intake": "Take files into a node, one by one or in bulk.",
    "ledger": "Verify, export and look at the ledger.",
    "letters": "Write the weekly letters to carriers and forwarders.",
    "line": "Keep the line to other authorities' nodes, and serve it.",
    "model": "Train, try, approve and withdraw models.",
    "read": "Show what was understood of a file, and what was not.",
    "replay": "Show what a node thought of a box when it was picked.",
    "rules": "Write, test, approve and end risk profiles; test watch lists.",
    "scans": "Have scans read by machine; write them in open formats.",
    "senders": "Say which machines may send messages to a node.",
    "spark": "Assess an exported ledger on a Spark cluster.",
    "serve": "Serve a node's page and API.",
    "treatments": "Say what looks are taken to find, declared and learned.",
    "tunnel": "Try policies of looking in a simulated world of traffickers who answer.",
    "verify-draw": "Make a day's draw again and say whether it holds.",
    "world": "Make and measure the simulated trade world.",
}

_SURROUNDINGS: dict[str, dict[str, str]] = {
    name: {"POLARS_MAX_THREADS": "1"} for name in ("serve", "demo-alliance")
}
"""What libraries read from the environment when they are loaded. A service asks small questions all
the time: handed to a second thread, each costs more than it takes, and whoever waits for an answer
waits several times as long."""


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in SUBCOMMANDS:
            return None
        for name, value in _SURROUNDINGS.get(cmd_name, {}).items():
            os.environ.setdefault(name, value)
        module = import_module(f"quaywatch.cli.{cmd_name.replace('-', '_')}")
        return module.command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(SUBCOMMANDS.items()))


@click.command(cls=_Lazy)
@click.version_option(package_name="quaywatch")
def main() -> None:
    """Quaywatch: officers decide, software explains."""
