"""What leaves, in the filer's own format where that can carry it, else as a letter."""

from datetime import datetime

from quaywatch.cargo import Consignment, FilingHeader
from quaywatch.formats.ics2 import CodeLists
from quaywatch.requests import letters
from quaywatch.requests.letters.letter import Occasion
from quaywatch.requests.nouns import Draft, Message, Purpose
from quaywatch.requests.outgoing.dcsa import Dcsa
from quaywatch.requests.outgoing.edifact import Edifact
from quaywatch.requests.outgoing.ens import Ens
from quaywatch.requests.outgoing.ics2 import Ics2
from quaywatch.requests.outgoing.letter import PlainLetter
from quaywatch.requests.outgoing.notice import Format, Notice
from quaywatch.requests.outgoing.x12 import X12

__all__ = ["FORMATS", "Format", "Notice", "message"]

_LETTER = PlainLetter()

FORMATS: dict[str, Format] = {
    "ics2": Ics2(),
    "ens": Ens(),
    "dcsa": Dcsa(),
    "x12-309": X12(),
    **dict.fromkeys(("cuscar", "cusrep", "ifcsum"), Edifact()),
}
"""In which formats filers are answered, by the format that they file in; others get a letter."""


def message(
    draft: Draft,
    occasion: Occasion,
    header: FilingHeader,
    consignment: Consignment,
    *,
    filed: bytes,
    at: datetime,
    codes: CodeLists | None = None,
) -> tuple[Message, bytes]:
    """Return what is sent to a filer at an instant, and its bytes.

    `filed` is the filer's message as received, `codes` the code lists of the ICS2 partner.
    """
    notice = Notice(
        draft=draft,
        occasion=occasion,
        letter=letters.compose(draft, occasion),
        header=header,
        consignment=consignment,
        filed=filed,
        at=at,
        codes=codes or CodeLists(),
    )
    own = FORMATS.get(draft.addressee.format)
    data = own.write(notice) if own is not None else None
    if own is None or data is None:
        return _message(_LETTER, occasion), _LETTER.write(notice)
    return _message(own, occasion), data


def _message(form: Format, occasion: Occasion) -> Message:
    suffix = "" if occasion.purpose is Purpose.REQUEST else f"-{occasion.purpose.value}"
    return Message(
        purpose=occasion.purpose,
        format=form.name,
        media_type=form.media_type,
        name=f"request-{occasion.request_id}{suffix}.{form.suffix}",
    )
