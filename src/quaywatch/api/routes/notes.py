"""`/api/scans/{digest}/notes`: what people write on regions of radiographs.

Whoever may look second is told nothing of what others wrote.
"""

from typing import Annotated

from fastapi import APIRouter, Depends

from quaywatch.api.access import Reader, requires
from quaywatch.api.note_shapes import ScanNoteRequest, ScanNoteShape, ScanNotesShape
from quaywatch.api.permissions import Permission
from quaywatch.api.reading_shapes import region_of, region_shape
from quaywatch.api.sending import SentKey
from quaywatch.api.services import Held
from quaywatch.api.sessions import OpenSession
from quaywatch.ledger.acts import same_person
from quaywatch.node import Node
from quaywatch.node.facts import ScanNoted
from quaywatch.node.scanning import Note
from quaywatch.scans.verdicts import withheld

router = APIRouter(prefix="/api/scans/{digest}/notes", tags=["scans"])

Analyst = Annotated[OpenSession, Depends(requires(Permission.VERDICT))]


@router.get("")
def read_notes(digest: str, reader: Reader, held: Held) -> ScanNotesShape:
    """Return the notes on a radiograph, as far as whoever asks may know of them."""
    return _notes(held.node, digest, reader.user.username)


@router.post("")
def write_note(
    digest: str, body: ScanNoteRequest, analyst: Analyst, held: Held, sent: SentKey
) -> ScanNotesShape:
    """Write on a region of a radiograph, or correct what one wrote before."""
    node, actor = held.node, analyst.user.username
    noted = ScanNoted(
        digest=digest,
        region=region_of(body.region, node.scans.scan(digest).taken.rows),
        kind=body.kind,
        text=body.text,
        corrects=body.corrects,
    )
    node.notes.write(noted, actor=actor, sent=sent)
    return _notes(node, digest, actor)


def _notes(node: Node, digest: str, actor: str) -> ScanNotesShape:
    scan = node.scans.scan(digest)
    if scan.notice:
        return ScanNotesShape(notes=[], withheld=False)
    rows = scan.taken.rows
    hidden = withheld(node.verdicts.of(digest), actor)
    standing = node.notes.of(digest, reader=actor)
    told = [note for note in standing if not hidden or same_person(note.by, actor)]
    return ScanNotesShape(notes=[_note(note, rows, actor) for note in told], withheld=hidden)


def _note(note: Note, rows: int, actor: str) -> ScanNoteShape:
    return ScanNoteShape(
        number=note.position,
        region=region_shape(note.noted.region, rows),
        kind=note.noted.kind,
        text=note.noted.text,
        by=note.by,
        at=note.at,
        before=list(note.before),
        mine=same_person(note.by, actor),
    )
