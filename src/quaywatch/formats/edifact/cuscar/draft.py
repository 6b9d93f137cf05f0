"""One consignment on its way from segments to a noun."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from quaywatch.cargo.consignment import Consignment, FreightPayment
from quaywatch.cargo.equipment import Equipment
from quaywatch.cargo.party import Party
from quaywatch.cargo.route import Conveyance, Route
from quaywatch.formats.edifact.cuscar.boxes import Boxes
from quaywatch.formats.edifact.cuscar.conveyance import inherited
from quaywatch.formats.edifact.cuscar.equipment import Flaw, key
from quaywatch.formats.edifact.cuscar.goods import Goods
from quaywatch.formats.edifact.cuscar.heading import Heading
from quaywatch.formats.edifact.cuscar.places import route
from quaywatch.formats.edifact.cuscar.references import identity

Handler = Callable[["Draft", str], None]


_NOTHING: Mapping[str, Any] = {}


class Draft:
    """What the segments of one consignment said so far; what is not said stays as it is here."""

    at: int = 0
    """Index of the segment that is read."""
    number: str = ""
    """Document number of the CNI segment."""
    references: Mapping[str, str] = _NOTHING
    """Numbers by qualifier, the first of each."""
    places: Mapping[str, str] = _NOTHING
    """Places by qualifier, the first of each."""
    transhipments: tuple[str, ...] = ()
    instants: Mapping[str, datetime] = _NOTHING
    carriage: Conveyance | None = None
    parties: tuple[Party, ...] = ()
    payment: FreightPayment | None = None
    goods: tuple[Goods, ...] = ()
    boxes: tuple[str, ...] = ()
    """Containers that the consignment as a whole refers to."""
    own: Sequence[Equipment] = ()
    """Containers described within the consignment."""
    flaws: tuple[Flaw, ...] = ()
    recalled: "Recalled | None" = None
    """Where places and transhipments were taken from as they are."""
    damage: Flaw | None = None
    """Why the consignment cannot be understood, if so."""

    def __init__(self) -> None:
        self.item = Goods()
        """The goods line that is read; before the first GID, the consignment as a whole."""

    def flaw(self, code: str, message: str, field: str | None = None) -> None:
        """Note something wrong in the segment that is read."""
        self.flaws += (Flaw(self.at, code, message, field),)

    def linked(self) -> Sequence[str]:
        """Return the containers referred to, in order, each once."""
        if not self.boxes and len(self.goods) == 1 and len(self.goods[0].boxes) < 2:
            return self.goods[0].boxes
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
            parties=self.parties,
            goods_items=tuple([goods.item(i) for i, goods in enumerate(self.goods, 1)]),
            equipment=(*map(boxes.link, self.linked()), *more),
            route=self._route(heading.route),
            conveyance=inherited(self.carriage, self.instants, heading.conveyance),
            freight_payment=self.payment,
        )

    def _route(self, header: Route) -> Route:
        recalled = self.recalled
        if (
            recalled is None
            or self.places is not recalled.draft.places
            or self.transhipments is not recalled.draft.transhipments
        ):
            return route(self.places, self.transhipments, header)
        if recalled.header is not header:
            recalled.header = header
            recalled.route = route(self.places, self.transhipments, header)
        return recalled.route


class Recalled:
    """What a stretch of segments said, with the route last made of it."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.header: Route | None = None
        self.route = Route()
