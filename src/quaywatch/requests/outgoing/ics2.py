"""ICS2: back the way that the filing came, to its filer or to the Common Repository."""

from quaywatch.cargo import PartyRole
from quaywatch.formats.ics2.element import Element
from quaywatch.formats.ics2.message import InvalidMessageError, UnreadableError, parse
from quaywatch.requests.outgoing import repository, trader
from quaywatch.requests.outgoing.notice import Notice


class Ics2:
    """Both interfaces; what neither can say becomes a letter, a withdrawal among it."""

    name, media_type, suffix = "ics2", "application/xml", "xml"

    def write(self, notice: Notice) -> bytes | None:
        """Return the message for the kind of request."""
        if notice.taken_back:
            return None
        filed = _filed(notice.filed)
        try:
            if filed is not None and filed.name.startswith("IE4"):
                return repository.asked(notice, filed)
            return trader.asked(notice) if filed is not None or _of_trader(notice) else None
        except InvalidMessageError:
            return None


def _filed(data: bytes) -> Element | None:
    """Return the filing; None of a piece of a very long one, which does not stand alone."""
    try:
        return parse(data, cut_out=True).content
    except UnreadableError:
        return None


def _of_trader(notice: Notice) -> bool:
    """Whether the declarant itself sent the message, and not the Common Repository."""
    declarant = notice.consignment.party(PartyRole.DECLARANT)
    return declarant is not None and declarant.identifier == notice.header.sender
