"""Versions of the catalogue and owners of its requirements, as coordinators decide on them."""

from collections.abc import Callable

import msgspec
from sqlalchemy import Connection

from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act
from quaywatch.node.drafts import Draft
from quaywatch.node.norms import tables
from quaywatch.node.norms.speaking import Room, Speaker, UnknownAssessment
from quaywatch.norms import Catalogue
from quaywatch.norms.catalogue import BadCatalogue
from quaywatch.norms.register import Register, adopt, decline, own, propose
from quaywatch.norms.requirement import LANGUAGES
from quaywatch.norms.versions import Changed, changes

MOST_BYTES = 4 * 2**20


class Editions:
    """Proposes, adopts and compares versions; raises Refused as `norms.register` does."""

    def __init__(self, room: Room) -> None:
        self._room = room

    @property
    def shipped(self) -> Catalogue:
        """The version that came with the software."""
        return self._room.shipped

    def register(self) -> Register:
        """Return which versions there are, and who owns what."""
        with self._room.reading() as connection:
            return tables.register(connection)

    def catalogue(self, version: str | None = None) -> Catalogue:
        """Return a version, or the one in force; raises UnknownAssessment."""
        with self._room.reading() as connection:
            if version is None:
                return self._room.in_force(connection)
            return self._room.catalogue(connection, version)

    def changes(self, old: str, new: str) -> tuple[Changed, ...]:
        """Return what one version changed of another; raises UnknownAssessment."""
        with self._room.reading() as connection:
            before = self._room.catalogue(connection, old)
            return changes(before, self._room.catalogue(connection, new))

    def propose(self, content: bytes, note: str, speaker: Speaker, seen: int) -> Register:
        """Ask another coordinator to put a version in force; raises BadCatalogue, too."""
        catalogue = read(content)
        return self._decide(
            lambda register, act: propose(register, catalogue, note, act), speaker, seen
        )

    def adopt(self, version: str, speaker: Speaker, seen: int) -> Register:
        """Put a version in force that somebody else proposed."""
        return self._decide(lambda register, act: adopt(register, version, act), speaker, seen)

    def decline(self, version: str, note: str, speaker: Speaker, seen: int) -> Register:
        """Do not put a version in force, and say why."""
        return self._decide(
            lambda register, act: decline(register, version, note, act), speaker, seen
        )

    def own(self, requirement: str, owner: str, speaker: Speaker, seen: int) -> Register:
        """Name who answers for a requirement; raises UnknownAssessment where there is none."""
        known = [one.id for one in self.catalogue().requirements]
        if requirement not in known:
            raise UnknownAssessment(f"nothing is called {requirement!r}")
        return self._decide(
            lambda register, act: own(register, requirement, owner, known, act), speaker, seen
        )

    def _decide(
        self, command: Callable[[Register, Act], Event], speaker: Speaker, seen: int
    ) -> Register:
        act = self._room.act(speaker, seen)

        def make(connection: Connection) -> list[Draft]:
            return [Draft(event=command(tables.register(connection), act))]

        self._room.queue.commit(make)
        return self.register()


def read(content: bytes) -> Catalogue:
    """Return the catalogue in some bytes of JSON; raises BadCatalogue with what does not fit."""
    if len(content) > MOST_BYTES:
        raise BadCatalogue(f"{len(content)} bytes are more than any catalogue has")
    try:
        found = msgspec.json.decode(content, type=Catalogue)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadCatalogue(str(error)) from error
    groups = [group.code for group in found.groups]
    ids = [one.id for one in found.requirements]
    if not ids or len(set(ids)) < len(ids) or len(set(groups)) < len(groups):
        raise BadCatalogue("it asks for nothing, or for something twice")
    for name, texts in [
        *((group.code, group.name) for group in found.groups),
        *((one.id, one.statement) for one in found.requirements),
    ]:
        if absent := [each for each in LANGUAGES if not texts.get(each, "").strip()]:
            raise BadCatalogue(f"{name} has no text in {', '.join(absent)}")
    if stray := [one.id for one in found.requirements if one.group not in groups]:
        raise BadCatalogue(f"{stray[0]} is of no group")
    return found
