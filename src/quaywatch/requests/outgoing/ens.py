"""Entry summary declarations of the older kind: an order not to load goes out as CC351A."""

from textwrap import wrap

from quaywatch.cargo import Problem
from quaywatch.formats import xml
from quaywatch.formats.ens.answers import Decision, Intervention, intervene
from quaywatch.formats.ens.checking import schema
from quaywatch.formats.ens.goods import containers
from quaywatch.formats.ens.messages import DECLARATIONS
from quaywatch.formats.ens.records import record
from quaywatch.requests.kinds import RequestKind
from quaywatch.requests.outgoing.notice import Notice

_NOT_TO_BE_LOADED = "A001"
"""Code of the intervention, as the safety and security service of Great Britain uses it."""
_LONGEST = 350
"""Characters of the text of one intervention."""


class Ens:
    """Knows orders alone; questions are letters.

    So is an order about a declaration that does not say its MRN, which the message must repeat: a
    first declaration (CC315A) is given it later, an amendment (CC313A) has it.
    """

    name, media_type, suffix = "ens", "application/xml", "xml"

    def write(self, notice: Notice) -> bytes | None:
        """Return the intervention; None when this is no order, or would break the schema."""
        order = notice.draft.kind is RequestKind.DO_NOT_LOAD and not notice.taken_back
        filed = xml.parse(notice.filed, keep_blanks=False) if order and notice.header.mrn else None
        if filed is None or isinstance(filed, Problem) or xml.local(filed.root) not in DECLARATIONS:
            return None
        decision = Decision(
            sender=xml.text(filed.root, "MesRecMES6"),
            reference=notice.occasion.request_id,
            mrn=notice.header.mrn,
            at=notice.at,
        )
        orders = _orders(notice, _items(notice, filed))
        said = intervene(
            filed,
            decision,
            orders,
            registered_at=notice.header.received_at or notice.at,
        )
        made = xml.parse(said)
        if isinstance(made, Problem) or schema("new").problems(made):
            return None
        return said


def _items(notice: Notice, filed: xml.Document) -> list[int]:
    """Return the goods items that the container holds, or all of a bill without one.

    None at all where an item lies in other containers, too: the order would stop those as well.
    """
    number = notice.draft.equipment_number
    if not number:
        return [item.sequence for item in notice.consignment.goods_items]
    inside = [
        (int(item["IteNumGDS7"]), set(containers(item)))
        for item in record(filed.root).get("GOOITEGDS", ())
        if number in containers(item)
    ]
    return [item for item, _ in inside] if all(held == {number} for _, held in inside) else []


def _orders(notice: Notice, items: list[int]) -> list[Intervention]:
    """Return everything said, as orders about each of the items."""
    return [
        Intervention(
            code=_NOT_TO_BE_LOADED, text=part, item=item, language=notice.letter.language.upper()
        )
        for item in items
        for _, text in notice.sentences()
        for part in wrap(text, _LONGEST)
    ]
