"""`quaywatch rules`: risk profiles in folders, and those that people write at a node."""

import click

from quaywatch.cli.rules import folder, life, showing


@click.group(
    help="Test, lint, backtest and list risk profiles, without FOLDER the built-in ones; and carry "
    "those of a node through their lives."
)
def command() -> None:
    """Group the subcommands."""


for each in (
    folder.test,
    folder.list_rules,
    folder.lint,
    folder.backtest,
    showing.show,
    life.draft,
    life.shadow,
    life.propose,
    life.approve,
    life.give_back,
    life.withdraw,
):
    command.add_command(each)
