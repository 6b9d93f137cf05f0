"""What the values of one part told."""

from quaywatch.cargo.consignment import Consignment
from quaywatch.cargo.movement import Movement
from quaywatch.cargo.transport_call import TransportCall


class Harvest:
    """Nouns on their way to one filing; event identifiers are remembered for one part more."""

    __slots__ = ("_earlier", "_ids", "calls", "consignments", "movements", "senders")

    def __init__(self, before: "Harvest | None" = None) -> None:
        self.consignments: list[Consignment] = []
        self.movements: list[Movement] = []
        self.calls: list[TransportCall] = []
        self.senders: set[str] = set()
        self._ids: set[str] = set()
        self._earlier: set[str] = before._ids if before else set()  # noqa: SLF001 - of its kind

    def __len__(self) -> int:
        return len(self.consignments) + len(self.movements) + len(self.calls)

    def seen(self, name: str) -> bool:
        """Remember an event's identifier; return whether it was met before."""
        met = name in self._ids or name in self._earlier
        self._ids.add(name)
        return met
