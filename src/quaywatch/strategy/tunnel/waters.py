"""What a world must offer to be sailed through, as plans see it; the simulated one does.

Arrays have one entry a site unless they say otherwise. A plan is made from what was `Seen` alone.
"""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Places(Protocol):
    """Sites: a port of discharge, a country of loading, a chapter of goods."""

    @property
    def port(self) -> tuple[str, ...]:
        """UN/LOCODE."""
        ...

    @property
    def route(self) -> tuple[str, ...]:
        """ISO 3166 code."""
        ...

    @property
    def goods(self) -> tuple[str, ...]:
        """First two digits of the Harmonized System."""
        ...

    @property
    def watched(self) -> Bools:
        """Whether it is a route that every port knows to look at."""
        ...


class Seen(Protocol):
    """What the ports know of a month afterwards."""

    @property
    def rows(self) -> Ints:
        """Consignments that came."""
        ...

    @property
    def targeted(self) -> Ints:
        """Looked at for their rank in the site."""
        ...

    @property
    def audited(self) -> Ints:
        """Looked at by lot."""
        ...

    @property
    def targeted_finds(self) -> Ints:
        """Found because of the rank."""
        ...

    @property
    def audited_finds(self) -> Ints:
        """Found by lot."""
        ...

    @property
    def tipped_finds(self) -> Ints:
        """Found because somebody told."""
        ...

    @property
    def seized_kg(self) -> Floats:
        """Mass of all finds."""
        ...


class Truth(Protocol):
    """What nobody knows of a month, by port; the last entry is another way than containers."""

    @property
    def sent_kg(self) -> Floats:
        """Mass sent."""
        ...

    @property
    def seized_kg(self) -> Floats:
        """Mass lost."""
        ...

    @property
    def lots(self) -> Floats:
        """Lots sent."""
        ...

    @property
    def lost(self) -> Floats:
        """Lots lost."""
        ...


class Waters(Protocol):
    """A world that passes month by month."""

    @property
    def ports(self) -> tuple[str, ...]:
        """UN/LOCODEs."""
        ...

    @property
    def places(self) -> Places:
        """The sites that plans speak of."""
        ...

    def expected(self) -> Floats:
        """Return how many consignments the next month brings."""
        ...

    def month(self, targeted: Floats, audited: Floats) -> tuple[Seen, Truth]:
        """Let a month pass under shares of each site looked at by rank, and by lot."""
        ...
