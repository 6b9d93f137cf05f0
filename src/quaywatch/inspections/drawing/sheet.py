"""The public sheet of a draw: all that an outsider needs to draw it again, and no name.

Contributors stand on it by number; they know their own value. Of the boxes those drawn are named.
"""

from datetime import datetime

import msgspec

from quaywatch.inspections.drawing.digests import Hex, digest, said
from quaywatch.inspections.drawing.frozen import Document, Freeze, Shown, Table
from quaywatch.inspections.drawing.kinds import DrawEvent, Strength, Weakness
from quaywatch.inspections.drawing.record import Commitment, Draw, Drawn, Signature
from quaywatch.inspections.drawing.signing import Signer
from quaywatch.inspections.drawing.strength import strength, weaknesses

FORM = "quaywatch draw 1"
"""What a sheet says it is."""


class Sealed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A contribution without its contributor."""

    seal: Hex
    at: datetime
    value: str = ""


class Sheet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A draw as it is handed out."""

    form: str
    name: str
    """Day and number of the draw."""
    committed: Commitment
    committed_at: datetime
    contributions: tuple[Sealed, ...]
    frozen: Freeze
    frozen_at: datetime
    drawn: Drawn
    drawn_at: datetime
    signatures: dict[str, Signature]
    strength: Strength
    """As the node says: only it knows who the contributors are."""
    weaknesses: tuple[Weakness, ...]
    chain: Hex
    """Link of the ledger's hash chain at the event that closed the draw, in hexadecimal."""
    table: Table
    shown: tuple[Shown, ...]
    """The boxes drawn, by number."""
    signature: Signature | None = None
    """Of the sheet without it."""


def sheet_of(draw: Draw, document: Document, chain: str, key: Signer) -> Sheet:
    """Write the sheet of a draw that is closed, and sign it.

    Raises:
        ValueError: the draw is not closed yet; before, it would help to foresee it.
    """
    committed, frozen, drawn = draw.committed, draw.frozen, draw.drawn
    if committed is None or frozen is None or drawn is None:
        raise ValueError(f"the draw {draw.name} is {draw.stage}")
    made = Sheet(
        form=FORM,
        name=draw.name,
        committed=committed,
        committed_at=_known(draw.committed_at),
        contributions=tuple(
            Sealed(seal=each.seal, at=each.at, value=each.value) for each in draw.contributions
        ),
        frozen=frozen,
        frozen_at=_known(draw.frozen_at),
        drawn=drawn,
        drawn_at=_known(draw.drawn_at),
        signatures=draw.signatures,
        strength=strength(draw),
        weaknesses=weaknesses(draw),
        chain=chain,
        table=document.table,
        shown=tuple(document.shown(box) for box, _ in drawn.drawn),
    )
    return msgspec.structs.replace(
        made, signature=Signature(key=key.public, value=key.sign(bytes_of(made)))
    )


def written(sheet: Sheet) -> bytes:
    """The file of a sheet."""
    return said(sheet)


def bytes_of(sheet: Sheet) -> bytes:
    """What the node signs of a sheet."""
    return digest(b"quaywatch draw sheet", said(msgspec.structs.replace(sheet, signature=None)))


def statements(sheet: Sheet) -> dict[DrawEvent, msgspec.Struct]:
    """The statements on a sheet that are signed each by itself."""
    return {
        DrawEvent.COMMITTED: sheet.committed,
        DrawEvent.FROZEN: sheet.frozen,
        DrawEvent.DRAWN: sheet.drawn,
    }


def _known(at: datetime | None) -> datetime:
    assert at is not None  # noqa: S101 - every step that was taken has its instant
    return at
