"""What an engine is: a name, a version, and what it sees in a picture."""

from collections.abc import Callable
from dataclasses import dataclass, field

from quaywatch.cargo import Consignment
from quaywatch.scans.radiograph import Radiograph
from quaywatch.scans.reading import Finding, Reason
from quaywatch.scans.standard import Standard


@dataclass(frozen=True, slots=True)
class Question:
    """A picture on the standard grid, with what it can be held against."""

    radiograph: Radiograph
    standard: Standard
    declared: tuple[Consignment, ...] = ()
    """What is in the container by its papers, each as if it were its only container."""
    earlier: Standard | None = None
    """The same container before, such as at the port of loading."""
    empties: bytes = b""
    """A port's own reference of empties; without it the one that ships."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one engine saw."""

    findings: tuple[Finding, ...] = ()
    unread: tuple[Reason, ...] = field(default=())
    """Why it could not tell."""
    mass_kg: float | None = None
    mass_sd_kg: float | None = None
    fill: float | None = None


@dataclass(frozen=True, slots=True)
class Engine:
    """One way of looking; it may refuse or fail, and never decides anything."""

    name: str
    version: str
    """Changes with whatever changes what it says."""
    look: Callable[[Question], Seen | None]
    """None where it has nothing to say of such a picture: nothing is declared empty, there was
    none before."""
