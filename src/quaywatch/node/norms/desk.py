"""What assessors, their colleagues and their peers do in an assessment."""

from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256

import msgspec
from sqlalchemy import Connection

from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act
from quaywatch.node.drafts import Draft, draft
from quaywatch.node.norms import tables
from quaywatch.node.norms.speaking import Room, Speaker, UnknownAssessment
from quaywatch.norms import Evidence, EvidenceKind, Level
from quaywatch.norms import life as lives
from quaywatch.norms.answer import Answer
from quaywatch.norms.documents import NoDocument, media_type
from quaywatch.norms.evidence import Figure
from quaywatch.norms.life import Assessment, Plan, Refusal, Refused
from quaywatch.norms.register import keep

READ = "evidence.read"
"""Somebody opened a document."""


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """An assessment that is to be planned, by the catalogue in force."""

    port: str
    level: Level
    assessors: tuple[str, ...]
    from_on: date
    until_on: date


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """Something to rest on, as whoever brings it describes it."""

    kind: EvidenceKind
    observed_on: date
    valid_until: date
    note: str = ""
    name: str = ""
    """File name of a document."""
    figure: Figure | None = None


class EvidenceLook(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `READ`."""

    assessment: str
    evidence: str


class Desk:
    """Carries assessments through their lives; safe to use from many threads.

    Everything raises UnknownAssessment where there is none of this name, and Refused where its
    state does not allow it. `seen` is the version at which the requirement was last touched, as
    whoever acts saw it: two who answer different requirements do not get in each other's way, and
    who comes too late to the same one is told.
    """

    def __init__(self, room: Room, original: Callable[[str], bytes]) -> None:
        self._room, self._original = room, original

    def plan(self, wish: Wish, speaker: Speaker) -> Assessment:
        """Plan an assessment; its name follows from port and year."""
        named = ""

        def make(connection: Connection) -> list[Draft]:
            nonlocal named
            register = tables.register(connection)
            catalogue = self._room.in_force(connection, register)
            named = _free_name(connection, wish)
            act = self._room.act(speaker, 0)
            planned = Plan(catalogue=catalogue.version, **msgspec.structs.asdict(wish))
            events = [lives.plan(Assessment(id=named), planned, catalogue, act)]
            if not register.in_force:
                keeping = msgspec.structs.replace(act, seen=register.revision)
                events.insert(0, keep(register, catalogue, keeping))
            return [Draft(event=each) for each in events]

        self._room.queue.commit(make)
        return self.read(named)

    def take_over(self, events: Sequence[Event]) -> None:
        """Take over what happened in assessments before the node was there, by `norms.life`.

        They were planned by the version in force; where none is yet, the shipped one becomes it.
        """

        def make(connection: Connection) -> list[Draft]:
            register = tables.register(connection)
            made = [Draft(event=each) for each in events]
            if not register.in_force:
                act = Act(actor=events[0].actor, at=events[0].known_at, seen=register.revision)
                made.insert(0, Draft(event=keep(register, self._room.shipped, act)))
            return made

        self._room.queue.commit(make)

    def read(self, name: str) -> Assessment:
        """Return an assessment with its history."""
        with self._room.reading() as connection:
            return self._room.assessment(connection, name)

    def answer(self, name: str, said: Answer, speaker: Speaker, seen: int) -> Assessment:
        """Answer a requirement; sent again by the same person it changes nothing."""

        def decide(connection: Connection, assessment: Assessment) -> list[Event]:
            before = assessment.stated.get(said.requirement)
            if before and (before.answer, before.stated.by) == (said, speaker.actor):
                return []
            act = self._on(assessment, said.requirement, speaker, seen)
            version = assessment.plan.catalogue if assessment.plan else ""
            catalogue = self._room.catalogue(connection, version)
            return [lives.answer(assessment, said, catalogue, act, speaker.port)]

        return self._room.decide(name, decide)

    def add(self, name: str, shown: Shown, speaker: Speaker, data: bytes | None = None) -> Evidence:
        """Add something to rest on, with its bytes if it is a document.

        Raises:
            NoDocument: the bytes are not taken; they lie in quarantine with the reason.
            ValueError: what is said of it contradicts itself.

        """
        if data is not None:
            try:
                media_type(shown.name, data)
            except NoDocument as error:
                code = error.code.value
                self._room.quarantine("evidence", data, code, str(error), speaker.actor)
                raise
        digest = sha256(data).hexdigest() if data is not None else None
        made: list[Evidence] = []

        def decide(_: Connection, assessment: Assessment) -> list[Event]:
            act = self._room.act(speaker, assessment.version)
            made[:] = [_evidence(assessment, shown, digest, act)]
            return [lives.add_evidence(assessment, made[0], act, speaker.port, data)]

        after = self._room.decide(name, decide)
        return after.evidence[made[0].id]

    def document(self, name: str, evidence: str, actor: str) -> tuple[Evidence, str, bytes]:
        """Return a document with its media type; that `actor` looked is on the ledger before."""
        found = self.read(name).evidence.get(evidence)
        if found is None or found.digest is None:
            raise UnknownAssessment(f"{name} has no document {evidence!r}")
        data = self._original(found.digest)
        if sha256(data).hexdigest() != found.digest:
            # Of an assessment that was made elsewhere only the digest came.
            raise UnknownAssessment(f"the document {evidence!r} lies at another node")
        now = self._room.now()
        look = EvidenceLook(assessment=name, evidence=evidence)
        key = f"{READ}/{name}/{evidence}/{actor}/{now.isoformat()}"
        made = draft(READ, look, key=key, actor=actor, known_at=now)
        self._room.queue.append([made]).result()
        return found, media_type(found.name, data), data

    def confirm(self, name: str, requirement: str, speaker: Speaker, seen: int) -> Assessment:
        """Stand by a colleague's answer."""
        return self._do(
            name,
            requirement,
            speaker,
            seen,
            lambda made, act: lives.confirm(made, requirement, act, speaker.port),
        )

    def verify(
        self, name: str, requirement: str, note: str, speaker: Speaker, seen: int
    ) -> Assessment:
        """Say, as a peer from another port, that it is so."""
        return self._do(
            name,
            requirement,
            speaker,
            seen,
            lambda made, act: lives.verify(made, requirement, act, speaker.port, note),
        )

    def dispute(
        self, name: str, requirement: str, note: str, speaker: Speaker, seen: int
    ) -> Assessment:
        """Object to an answer."""
        return self._do(
            name,
            requirement,
            speaker,
            seen,
            lambda made, act: lives.dispute(made, requirement, note, act, speaker.port),
        )

    def settle(
        self, name: str, requirement: str, note: str, speaker: Speaker, seen: int, *, upheld: bool
    ) -> Assessment:
        """Decide an objection."""
        return self._do(
            name,
            requirement,
            speaker,
            seen,
            lambda made, act: lives.settle(made, requirement, upheld, note, act, speaker.port),
        )

    def close(self, name: str, speaker: Speaker, seen: int) -> Assessment:
        """Close an assessment; here `seen` is the version of the whole."""
        act = self._room.act(speaker, seen)
        return self._room.decide(name, lambda _, made: [lives.close(made, act, speaker.port)])

    def _do(
        self,
        name: str,
        requirement: str,
        speaker: Speaker,
        seen: int,
        command: Callable[[Assessment, Act], Event],
    ) -> Assessment:
        def decide(_: Connection, assessment: Assessment) -> list[Event]:
            return [command(assessment, self._on(assessment, requirement, speaker, seen))]

        return self._room.decide(name, decide)

    def _on(self, assessment: Assessment, requirement: str, speaker: Speaker, seen: int) -> Act:
        if assessment.version_of(requirement) != seen:
            said = f"Somebody else changed {requirement} meanwhile."
            raise Refused(Refusal.STALE_VERSION, said)
        return self._room.act(speaker, assessment.version)


def _free_name(connection: Connection, wish: Wish) -> str:
    name, number = f"{wish.port}-{wish.from_on.year}", 1
    free = name
    while tables.assessment(connection, free) is not None:
        number += 1
        free = f"{name}-{number}"
    return free


def _evidence(assessment: Assessment, shown: Shown, digest: str | None, act: Act) -> Evidence:
    number = len(assessment.evidence) + 1
    while f"E{number}" in assessment.evidence:
        number += 1
    said = msgspec.structs.asdict(shown)
    return Evidence(id=f"E{number}", uploaded_at=act.at, author=act.actor, digest=digest, **said)
