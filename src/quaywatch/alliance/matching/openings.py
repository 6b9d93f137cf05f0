"""What was to be opened, checked: asked was what is on the manifest, and what fills is no item."""

from datetime import datetime

import msgspec
from sqlalchemy import Connection, Row, select, update

from quaywatch.alliance.matching import prf, schema
from quaywatch.alliance.matching.budget import suspend
from quaywatch.alliance.matching.items import read_item
from quaywatch.alliance.matching.manifest import is_on
from quaywatch.alliance.matching.messages import Opened, Opening
from quaywatch.alliance.matching.prf import VERIFIABLE, BadElement
from quaywatch.alliance.matching.proof import BadProof, check

SOUND = "sound"


class NotOpened(ValueError):  # noqa: N818 - the auditor's word
    """Something that was asked is not on the manifest; the partner may ask no more."""


def check_opening(
    connection: Connection, partner: str, opening: Opening, at: datetime
) -> tuple[list[str], str]:
    """Check what a partner opened; return the items shown, and what is wrong (empty for nothing).

    An opening that does not hold is written down with its reason, and suspends the partner.

    Raises:
        KeyError: this partner asked no such question.

    """
    asked = schema.question
    where = asked.c.digest == opening.question, asked.c.partner == partner
    row = connection.execute(select(asked).where(*where)).first()
    if row is None:
        raise KeyError("this partner asked nothing of the kind")
    if row.opened == SOUND:
        return [], ""
    shown, wrong = list[str](), ""
    try:
        shown = _shown(connection, row, opening)
    except NotOpened as error:
        wrong = str(error)
        suspend(connection, partner, f"an opening did not hold: {wrong}", at)
    connection.execute(update(asked).where(*where).values(opened=wrong or SOUND))
    return shown, wrong


def _shown(connection: Connection, row: Row[tuple[object, ...]], opening: Opening) -> list[str]:
    challenged = msgspec.msgpack.decode(row.challenged, type=list[tuple[int, bytes]])
    if len(opening.places) != len(challenged):
        raise NotOpened(f"{len(opening.places)} opened of {len(challenged)}")
    made = schema.manifest.c
    size = connection.scalar(
        select(made.size).where(made.partner == row.partner, made.root == row.manifest)
    )
    shown = list[str]()
    for one, (_, element) in zip(opening.places, challenged, strict=True):
        if not one.said:
            _check_filling(one, element)
            continue
        _check_item(one, element, row.blinding)
        if not is_on(one.said, one.salt, one.place, size or 0, row.manifest, one.path):
            raise NotOpened("what was asked is not on the manifest")
        shown.append(read_item(one.said).value)
    if row.blinding and challenged and not shown:
        # A third of a question fills it at most: that all places opened do so happens by chance
        # once in thousands of times, and always where the count of a single thing is asked.
        raise NotOpened("the count of next to nothing was asked, among what fills")
    return shown


def _check_filling(one: Opened, element: bytes) -> None:
    try:
        same = prf.base_times(prf.read_scalar(one.blind)) == element
    except BadElement as error:
        raise NotOpened(str(error)) from error
    if not same:
        raise NotOpened("what is said to fill does not")


def _check_item(one: Opened, element: bytes, blinding: bytes) -> None:
    try:
        read_item(one.said)
        meant = VERIFIABLE.element(one.said)
        if blinding:
            check(VERIFIABLE, blinding, [meant], [element], one.blind)
        elif prf.times(prf.read_scalar(one.blind), meant) != element:
            raise NotOpened("another thing was asked than is shown")
    except (BadProof, BadElement) as error:
        raise NotOpened("another thing was asked than is shown") from error
    except (UnicodeDecodeError, ValueError) as error:
        raise NotOpened(str(error)) from error
