"""One consignment on its way from segments to a noun."""

from collections.abc import Callable, Sequence
from datetime import datetime

from quaywatch.cargo.consignment import Consignment, FreightPayment
from quaywatch.cargo.equipment import Equipment
from quaywatch.cargo.route import Conveyance
from quaywatch.formats.edifact.cuscar.boxes import Boxes
from quaywatch.formats.edifact.cuscar.conveyance import inherited
from quaywatch.formats.edifact.cuscar.equipment import Flaw, key
from quaywatch.formats.edifact.cuscar.goods import Goods
from quaywatch.formats.edifact.cuscar.heading import Heading
from quaywatch.formats.edifact.cuscar.parties import party
from quaywatch.formats.edifact.cuscar.places import route
from quaywatch.formats.edifact.cuscar.references import identity

Handler = Callable[["Draft", str], None]


class Draft:
    """What the segments of one consignment said so far; what is not said stays as it is here."""

    at: int = 0
    """Index of the segment that is read."""
    number: str = ""
    """Document number of the CNI segment."""
    transhipments: tuple[str, ...] = ()
    carriage: Conveyance | None = None
    payment: FreightPayment | None = None
    own: Sequence[Equipment] = ()
    """Containers described within the consignment."""
    flaws: tuple[Flaw, ...] = ()
    damage: Flaw | None = None
    """Why the consignment cannot be understood, if so."""

    def __init__(self) -> None:
        self.references: dict[str, str] = {}
        """Numbers by qualifier, the first of each."""
        self.places: dict[str, str] = {}
        """Places by qualifier, the first of each."""
        self.instants: dict[str, datetime] = {}
        self.parties: list[list[str]] = []
        """Each NAD with the segments that speak of the same party."""
        self.boxes: list[str] = []
        """Containers that the consignment as a whole refers to."""
        self.goods: list[Goods] = []
        self.item = Goods()
        """The goods line that is read; before the first GID, the consignment as a whole."""

    def flaw(self, code: str, message: str, field: str | None = None) -> None:
        """Note something wrong in the segment that is read."""
        self.flaws += (Flaw(self.at, code, message, field),)

    def linked(self) -> Sequence[str]:
        """Return the containers referred to, in order, each once."""
        names = self.boxes or (self.goods[0].boxes if self.goods else ())
        if len(self.goods) < 2 and len(names) < 2 and not (self.boxes and self.goods):
            return names
        found: dict[str, str] = {}
        for name in (*self.boxes, *(box for goods in self.goods for box in goods.boxes)):
            found.setdefault(key(name), name)
        return list(found.values())

    def finish(self, heading: Heading, boxes: Boxes, more: Sequence[Equipment]) -> Consignment:
        """Return the consignment, completed by the message's header and container list.

        `more` are containers that belong to it without being referred to.
        """
        reference, level, master = identity(self.references, self.number)
        return Consignment(
            reference=reference,
            level=level,
            master_reference=master,
            parties=tuple(filter(None, map(party, self.parties))),
            goods_items=tuple([goods.item(i) for i, goods in enumerate(self.goods, 1)]),
            equipment=(*map(boxes.link, self.linked()), *more),
            route=route(self.places, self.transhipments, heading.route),
            conveyance=inherited(self.carriage, self.instants, heading.conveyance),
            freight_payment=self.payment,
        )
