"""Which column of somebody's table means what."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from quaywatch.formats.tables.fields import ALIASES, COLUMNS, MASSES

UNITS = {"kg": 1.0, "t": 1000.0, "g": 0.001, "lb": 0.45359237}
"""Units of mass and their kilograms."""

_OTHER = re.compile(r"[^a-z0-9]+")


class MappingError(ValueError):
    """A column mapping that cannot be used, and why."""


class Mapping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A declared column mapping.

    As TOML:

        dates = ["%d.%m.%Y %H:%M"]
        lists = "|"
        [columns]            # our name = theirs
        reference = "Konnossement"
        gross_mass_kg = "Gewicht"
        [units]              # our name = kg, t, g or lb
        gross_mass_kg = "t"
    """

    columns: dict[str, str] = {}
    units: dict[str, str] = {}
    dates: tuple[str, ...] = ()
    """Formats (of strptime) that are tried after ISO 8601; without zone they are UTC."""
    lists: str = "|"
    """What separates several seals or ports in one cell."""

    def __post_init__(self) -> None:
        unknown = sorted(self.columns.keys() - set(COLUMNS))
        if unknown:
            raise MappingError(f"no such columns: {', '.join(unknown)}")
        if wrong := sorted(set(self.units.values()) - UNITS.keys()):
            raise MappingError(f"no such units: {', '.join(wrong)}")
        if wrong := sorted(self.units.keys() - MASSES):
            raise MappingError(f"columns without unit: {', '.join(wrong)}")

    def positions(self, header: Sequence[str]) -> dict[str, int]:
        """Return where our columns stand in a table with this header.

        Columns that are not declared are found by our own names and by common other ones.
        """
        found: dict[str, int] = {}
        theirs = {name.strip(): i for i, name in reversed(list(enumerate(header)))}
        for ours, name in self.columns.items():
            if name in theirs:
                found[ours] = theirs[name]
        taken = set(found.values())
        for i, name in enumerate(header):
            plain = _OTHER.sub("_", name.strip().lower()).strip("_")
            ours = plain if plain in COLUMNS else ALIASES.get(plain)
            if ours is not None and i not in taken:
                found.setdefault(ours, i)
        return found


def load(path: Path | str) -> Mapping:
    """Read a mapping from a TOML file.

    Raises MappingError when it says something that is not understood, OSError when it cannot be
    read.
    """
    try:
        content = tomllib.loads(Path(path).read_text("utf-8"))
        return msgspec.convert(content, Mapping)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise MappingError(f"{path}: {error}") from error
