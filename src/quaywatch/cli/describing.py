"""What the options of a command change about a node, noted on its ledger from now on."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

if TYPE_CHECKING:
    from quaywatch.formats.ics2 import CodeLists
    from quaywatch.inspections import Capacity
    from quaywatch.inspections.treatments import Treatments
    from quaywatch.node import Node


def describe(
    node: "Node",
    *,
    name: str | None = None,
    ally: str | None = None,
    capacity: Path | None = None,
    code_lists: Path | None = None,
    treatments: Path | None = None,
) -> None:
    """Note what a node is called, and its calendar, code lists and looks, as far as given.

    `ally` is what it is called among allied nodes.

    Raises:
        click.BadParameter: a file is not what it should be.

    """
    described = node.description
    if name is not None:
        described = msgspec.structs.replace(described, name=name)
    if ally is not None:
        described = msgspec.structs.replace(described, node=_ally(ally))
    if capacity is not None:
        described = msgspec.structs.replace(described, capacity=_calendar(capacity))
    if code_lists is not None:
        described = msgspec.structs.replace(described, code_lists=_codes(code_lists))
    if treatments is not None:
        described = msgspec.structs.replace(described, treatments=_looks(treatments))
    if described != node.description:
        node.describe(described)


def _ally(name: str) -> str:
    from quaywatch.alliance.handling import Node as Name

    try:
        return msgspec.convert(name, Name)
    except msgspec.ValidationError as error:
        raise click.BadParameter(
            f"{name!r}: letters, digits, dots and hyphens, as antwerp.customs.example",
            param_hint="--ally",
        ) from error


def _calendar(file: Path) -> "Capacity":
    from quaywatch.inspections import Capacity

    try:
        return Capacity.load(file)
    except ValueError as error:
        raise click.BadParameter(f"{file}: {error}", param_hint="--capacity") from error


def _looks(file: Path) -> "Treatments":
    from quaywatch.inspections.treatments import Treatments

    try:
        return Treatments.load(file)
    except ValueError as error:
        raise click.BadParameter(f"{file}: {error}", param_hint="--declare") from error


def _codes(file: Path) -> "CodeLists":
    from quaywatch.formats.ics2.codes import load

    try:
        return load(file)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--code-lists") from error
