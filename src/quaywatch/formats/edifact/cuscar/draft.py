"""One consignment on its way from segments to a noun."""

from collections.abc import Callable
from datetime import datetime

from quaywatch.cargo.consignment import Consignment, FreightPayment
from quaywatch.cargo.equipment import Equipment
from quaywatch.cargo.goods import GoodsItem
from quaywatch.cargo.party import Party
from quaywatch.cargo.route import Conveyance
from quaywatch.formats.edifact.cuscar.boxes import Boxes
from quaywatch.formats.edifact.cuscar.conveyance import inherited
from quaywatch.formats.edifact.cuscar.equipment import Flaw, key
from quaywatch.formats.edifact.cuscar.goods import Goods
from quaywatch.formats.edifact.cuscar.heading import Heading
from quaywatch.formats.edifact.cuscar.places import route
from quaywatch.formats.edifact.cuscar.references import identity

Handler = Callable[["Draft", str], None]


class Draft:
    """What the segments of one consignment said so far."""

    __slots__ = (
        "at",
        "boxes",
        "carriage",
        "damage",
        "flaws",
        "goods",
        "instants",
        "item",
        "number",
        "own",
        "parties",
        "payment",
        "places",
        "references",
        "transhipments",
    )

    def __init__(self) -> None:
        self.at = 0
        """Index of the segment that is read."""
        self.number = ""
        self.references: dict[str, str] = {}
        self.places: dict[str, str] = {}
        self.transhipments: list[str] = []
        self.instants: dict[str, datetime] = {}
        self.carriage: Conveyance | None = None
        self.parties: list[Party] = []
        self.payment: FreightPayment | None = None
        self.goods: list[Goods] = []
        self.item = Goods()
        """The goods line that is read; before the first GID, the consignment as a whole."""
        self.boxes: list[str] = []
        """Containers that the consignment as a whole refers to."""
        self.own: list[Equipment] = []
        """Containers described within the consignment."""
        self.flaws: list[Flaw] = []
        self.damage: Flaw | None = None
        """Why the consignment cannot be understood, if so."""

    def flaw(self, code: str, message: str, field: str | None = None) -> None:
        """Note something wrong in the segment that is read."""
        self.flaws.append(Flaw(self.at, code, message, field))

    def linked(self) -> list[str]:
        """Return the containers referred to, in order, each once."""
        if not self.boxes and len(self.goods) == 1:
            return self.goods[0].boxes
        names = [*self.boxes, *(box for goods in self.goods for box in goods.boxes)]
        return list({key(name): name for name in reversed(names)}.values())[::-1]

    def finish(self, heading: Heading, boxes: Boxes, more: list[Equipment]) -> Consignment:
        """Return the consignment, completed by the message's header and container list.

        `more` are containers that belong to it without being referred to.
        """
        reference, level, master = identity(self.references, self.number)
        equipment = [*map(boxes.link, self.linked()), *more]
        return Consignment(
            reference=reference,
            level=level,
            master_reference=master,
            parties=tuple(self.parties),
            goods_items=self._items(),
            equipment=tuple(equipment),
            route=route(self.places, tuple(self.transhipments), heading.route),
            conveyance=inherited(self.carriage, self.instants, heading.conveyance),
            freight_payment=self.payment,
        )

    def _items(self) -> tuple[GoodsItem, ...]:
        return tuple([goods.item(i) for i, goods in enumerate(self.goods, 1)])
