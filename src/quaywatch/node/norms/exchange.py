"""Assessments on their way out and in: signed documents, spreadsheets, OSCAL."""

from collections.abc import Callable, Collection, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import msgspec
from sqlalchemy import Connection

from quaywatch.ledger import Event
from quaywatch.ledger.signing import Key
from quaywatch.node.drafts import Draft
from quaywatch.node.errors import NodeError
from quaywatch.node.norms import tables
from quaywatch.node.norms.speaking import Room, Speaker
from quaywatch.norms import Catalogue, EvidenceKind
from quaywatch.norms import life as lives
from quaywatch.norms import sheet as sheets
from quaywatch.norms.evidence import Evidence
from quaywatch.norms.faults import Fault, Unreadable, faults
from quaywatch.norms.handover import Signature, Tampered, UnknownSigner, opened, signed
from quaywatch.norms.life import Assessment, Received, Refusal, Refused
from quaywatch.norms.mapping import Mappings, mapping_collection
from quaywatch.norms.oscal import documents
from quaywatch.norms.package import Package, packed
from quaywatch.norms.standing import Stated

Known = Callable[[Connection], Mapping[str, Collection[str]]]
"""Gives the keys of the nodes whose word is taken, in hexadecimal by name."""
Signing = Callable[[], tuple[str, Key]]
"""Gives the name that the node signs under, and the key."""

_DOCUMENT, _SIGNATURE = "assessment.json", "signature.json"
MOST_BYTES = 16 * 2**20
_MOST_UNPACKED = 64 * 2**20
_EPOCH = (2026, 1, 1, 0, 0, 0)
"""The same assessment makes the same archive, whenever it is made."""


class Unfit(NodeError):  # noqa: N818 - the coordinator's word
    """A document in which something does not fit: nothing is taken from it."""

    def __init__(self, found: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(each.message for each in found))
        self.faults = found


def code_of(error: Unreadable | Tampered | Unfit) -> str:
    """Return the code under which a document that is not taken is told."""
    match error:
        case UnknownSigner():
            return "handover.unknown-signer"
        case Tampered():
            return "handover.tampered"
        case Unfit():
            return "handover.unfit"
        case _:
            return "handover.unreadable"


class Exchange:
    """Hands assessments over and takes them in; safe to use from many threads."""

    def __init__(self, room: Room, signing: Signing, known: Known) -> None:
        self._room, self._signing, self._known = room, signing, known

    def package(self, name: str) -> tuple[Package, Catalogue]:
        """Return an assessment as a document, with the version that it was planned by."""
        with self._room.reading() as connection:
            made = self._room.assessment(connection, name)
            catalogue = self._room.catalogue(connection, made.plan.catalogue if made.plan else "")
        return packed(made, catalogue, self._room.now().date()), catalogue

    def sheet(self, name: str, language: str) -> bytes:
        """Return an assessment as a spreadsheet, with statements in a language."""
        package, catalogue = self.package(name)
        return sheets.written(package, catalogue, language)

    def oscal(self, name: str) -> bytes:
        """Return an assessment as OSCAL documents in a ZIP archive."""
        package, catalogue = self.package(name)
        now = self._room.now()
        made = documents(package, catalogue, now)
        shipped = Catalogue.load()
        if catalogue.version == shipped.version:  # what the regimes were read against
            mappings = Mappings.load(shipped)
            for one in mappings.regimes:
                made[f"mapping-{one.code}.json"] = mapping_collection(
                    catalogue, mappings, one.code, now
                )
        return _zipped({each: msgspec.json.encode(made[each]) for each in sorted(made)})

    def handover(self, name: str) -> bytes:
        """Return an assessment that was made here with the node's signature, as a ZIP archive.

        Raises:
            Refused: it came from another node, whose word this node's signature would replace.

        """
        with self._room.reading() as connection:
            origin = self._room.assessment(connection, name).origin
        if origin:
            raise Refused(Refusal.FOREIGN, f"It is {origin} that signs for {name}.")
        document, signature = signed(self.package(name)[0], *self._signing())
        return _zipped({_DOCUMENT: document, _SIGNATURE: signature})

    def receive(self, archive: bytes, speaker: Speaker) -> Assessment:
        """Take over an assessment that a known node handed over; sent again it changes nothing.

        What is not taken lies in quarantine with the reason, unless it is only too late.

        Raises:
            Unreadable: the archive is none, or the document in it.
            UnknownSigner: nobody known signed it.
            Tampered: it says something else than was signed.
            Unfit: something in it does not fit.
            Refused: it is one of this node's, or older than what was received.

        """
        try:
            return self._receive(archive, speaker)
        except (Unreadable, Tampered, Unfit) as error:
            self._room.quarantine("handover", archive, code_of(error), str(error), speaker.actor)
            raise

    def _receive(self, archive: bytes, speaker: Speaker) -> Assessment:
        document, signature = _unzipped(archive)
        name = ""

        def make(connection: Connection) -> list[Draft]:
            nonlocal name
            package = opened(document, signature, self._known(connection))
            plan = package.plan
            register = tables.register(connection)
            versions = {*register.editions, self._room.shipped.version}
            known = {each: self._room.catalogue(connection, each) for each in versions}
            found = faults(package, known)
            if found or plan is None:
                raise Unfit(found)
            name = package.assessment
            before = tables.assessment(connection, name) or Assessment(id=name)
            said = _received(package, msgspec.json.decode(signature, type=Signature))
            if before.history and before.history[-1].fact.received == said:
                return []
            act = self._room.act(speaker, before.version)
            return [Draft(event=lives.receive(before, said, document, act, speaker.port))]

        self._room.queue.commit(make)
        with self._room.reading() as connection:
            return self._room.assessment(connection, name)

    def fill_in(self, name: str, content: bytes, speaker: Speaker, seen: int) -> Assessment:
        """Take answers and new evidence from a spreadsheet of an open assessment.

        What it says otherwise than the assessment is answered by `speaker`; who confirmed or
        verified is not taken from a spreadsheet, nor is a document without its bytes. `seen` is
        the version of the whole: a spreadsheet is written over what it was made from.

        Raises:
            BadSheet: it is no spreadsheet of an assessment; it lies in quarantine with the place.
            Refused: it is one of another assessment, or the assessment does not allow it.

        """
        try:
            package = sheets.read(content)
        except sheets.BadSheet as error:
            self._room.quarantine("sheet", content, "sheet.invalid", str(error), speaker.actor)
            raise

        def decide(connection: Connection, made: Assessment) -> list[Event]:
            if (package.assessment, package.plan) != (made.id, made.plan):
                raise Refused(Refusal.FOREIGN, f"The sheet is of {package.assessment}.")
            if made.version != seen:
                raise Refused(
                    Refusal.STALE_VERSION, "Somebody else changed this assessment meanwhile."
                )
            catalogue = self._room.catalogue(connection, made.plan.catalogue if made.plan else "")
            return _filling(made, package, catalogue, self._room, speaker)

        return self._room.decide(name, decide)


def _received(package: Package, signature: Signature) -> Received:
    assert package.plan is not None  # noqa: S101 - who calls has looked
    return Received(
        origin=signature.signer,
        signature=signature.signature,
        as_of=package.as_of,
        plan=package.plan,
        stated={
            each.answer.requirement: Stated(
                answer=each.answer,
                stated=each.stated,
                confirmed=each.confirmed,
                verified=each.verified,
            )
            for each in package.findings
        },
        evidence={each.id: each for each in package.evidence},
    )


def _filling(
    made: Assessment, package: Package, catalogue: Catalogue, room: Room, speaker: Speaker
) -> list[Event]:
    events: list[Event] = []

    def took(event: Event) -> None:
        nonlocal made
        events.append(event)
        made = made.apply(event)

    for one in package.evidence:
        if one.id not in made.evidence and _can_be_told(one):
            act = room.act(speaker, made.version)
            took(lives.add_evidence(made, one, act, speaker.port))
    for finding in package.findings:
        said = finding.answer
        before = made.stated.get(said.requirement)
        if before is None or before.answer != said:
            act = room.act(speaker, made.version)
            took(lives.answer(made, said, catalogue, act, speaker.port))
    return events


def _can_be_told(one: Evidence) -> bool:
    return one.kind in (EvidenceKind.FIGURE, EvidenceKind.OBSERVATION)


def _unzipped(archive: bytes) -> tuple[bytes, bytes]:
    if len(archive) > MOST_BYTES:
        raise Unreadable(f"{len(archive)} bytes are more than any assessment has")
    try:
        with ZipFile(BytesIO(archive)) as files:
            entries = [files.getinfo(name) for name in (_DOCUMENT, _SIGNATURE)]
            small = sum(each.file_size for each in entries) <= _MOST_UNPACKED
            read = [files.read(each) for each in entries] if small else []
    except Exception as error:
        # Of damaged archives the library lets anything out: zlib.error, EOFError and more.
        raise Unreadable(f"it is no assessment handed over: {error}") from error
    if not read:
        raise Unreadable("it unpacks to more than any assessment has")
    return read[0], read[1]


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(name, _EPOCH), content, ZIP_DEFLATED)
    return out.getvalue()
