"""One consignment on its way from segments to a noun."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from quaywatch.cargo.consignment import BillLevel, Consignment, FreightPayment
from quaywatch.cargo.equipment import Equipment
from quaywatch.cargo.route import Conveyance
from quaywatch.formats.edifact.cuscar.conveyance import inherited
from quaywatch.formats.edifact.cuscar.equipment import key
from quaywatch.formats.edifact.cuscar.goods import Goods
from quaywatch.formats.edifact.cuscar.heading import Heading
from quaywatch.formats.edifact.cuscar.parties import party
from quaywatch.formats.edifact.cuscar.places import route
from quaywatch.formats.edifact.cuscar.references import BOOKING, identity

Handler = Callable[["Draft", str], None]

Fault = tuple[str, str, str, str | None]
"""Segment, code, message and field of something wrong."""


class Draft:
    """What the segments of one consignment said so far; what is not said stays as it is here."""

    last: int = -1
    """Index past its last segment, where its group holds several; -1 for the group's end."""
    identity: tuple[str, BillLevel, str | None] = ("", BillLevel.MASTER, None)
    number: str = ""
    """Document number of the CNI segment."""
    carriage: Conveyance | None = None
    payment: FreightPayment | None = None
    own: Sequence[Equipment] = ()
    """Containers described within the consignment."""
    flaws: Sequence[Fault] = ()
    damage: Fault | None = None
    """Why the consignment cannot be understood, if so."""

    def __init__(self) -> None:
        self.references: dict[str, str] = {}
        """Numbers by qualifier, the first of each."""
        self.places: dict[str, str] = {}
        """Places by qualifier, the first of each."""
        self.transhipments: list[str] = []
        self.instants: dict[str, datetime] = {}
        self.parties: list[list[str]] = []
        """Each NAD with the segments that speak of the same party."""
        self.boxes: list[str] = []
        """Containers that the consignment as a whole refers to."""
        self.goods: list[Goods] = []
        self.item = Goods()
        """The goods line that is read; before the first GID, the consignment as a whole."""

        self.others: list[str] = []
        """Segments at which another bill begins."""

    @property
    def substantial(self) -> bool:
        """Whether more than numbers was said."""
        return bool(self.goods or self.parties or self.places)

    def flaw(self, segment: str, code: str, message: str, field: str | None = None) -> None:
        """Note something wrong in a segment."""
        self.flaws = self.flaws if isinstance(self.flaws, list) else []
        self.flaws.append((segment, code, message, field))

    def conclude(self) -> bool:
        """Name the consignment when all of its segments were read; tell whether it has a name."""
        if not self.goods and not self.item.empty:
            self.goods.append(self.item)
        self.identity = identity(self.references, self.number)
        return bool(self.identity[0])

    def linked(self) -> Sequence[str]:
        """Return the containers referred to, in order, each once."""
        if not self.boxes and not self.goods:
            return ()
        return distinct([*self.boxes, *[box for goods in self.goods for box in goods.boxes]])

    def finish(self, heading: Heading, equipment: Iterable[Equipment]) -> Consignment:
        """Return the consignment with its containers, completed by the message's header."""
        reference, level, master = self.identity
        return Consignment(
            reference=reference,
            level=level,
            master_reference=master,
            parties=tuple(filter(None, map(party, self.parties))),
            goods_items=tuple([goods.item(i) for i, goods in enumerate(self.goods, 1)]),
            equipment=tuple(equipment),
            route=route(self.places, tuple(self.transhipments), heading.route),
            conveyance=inherited(self.carriage, self.instants, heading.conveyance),
            freight_payment=self.payment,
            booking=self.references.get(BOOKING),
        )


def distinct(names: list[str]) -> list[str]:
    """Return container numbers in order, each once however it is written."""
    if len(names) < 2:
        return names
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(key(name), name)
    return list(found.values())
