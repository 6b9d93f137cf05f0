"""Which versions of the catalogue there are, which is in force, and who owns each requirement.

A version comes into force when a second coordinator adopts what a first one proposed. Every version
by which anybody was assessed stays, so that old assessments can be read as they were meant.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import msgspec

from quaywatch.ledger import Event, Recorded
from quaywatch.ledger.acts import Act, next_event, require_next
from quaywatch.ledger.acts import Refused as _Refused
from quaywatch.ledger.lives import require_second
from quaywatch.norms.answer import Word
from quaywatch.norms.catalogue import Catalogue

STREAM = "norms/register"
ALLIANCE = "alliance"
"""For whom coordinators speak, in the place where others have the UN/LOCODE of their port."""


class RegisterEvent(StrEnum):
    """Kinds of event in the stream of the register."""

    KEPT = "catalogue.kept"
    """The version that came with the software was used before any was adopted: it is in force, and
    stays so whatever later software brings, until coordinators adopt another."""
    PROPOSED = "catalogue.proposed"
    ADOPTED = "catalogue.adopted"
    """A second coordinator puts it in force."""
    DECLINED = "catalogue.declined"
    OWNED = "requirement.owned"
    """Somebody answers for a requirement: its words, its threshold, questions about it."""


class EditionStage(StrEnum):
    """Where a version stands."""

    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    DECLINED = "declined"
    REPLACED = "replaced"


class Refusal(StrEnum):
    """Why a command is refused."""

    STALE_VERSION = "stale-version"
    FOUR_EYES = "four-eyes"
    WRONG_STAGE = "wrong-stage"
    UNKNOWN_CATALOGUE = "unknown-catalogue"
    UNKNOWN_REQUIREMENT = "unknown-requirement"
    TAKEN = "taken"


class Refused(_Refused[Refusal]):
    """A command that the state of the register does not allow."""


class Noted(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of the register's events; which fields are there follows from the kind."""

    version: str = ""
    catalogue: Catalogue | None = None
    note: str = ""
    requirement: str = ""
    owner: str = ""


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """One version of the catalogue."""

    version: str
    stage: EditionStage
    by: Word
    """Who kept or proposed it."""
    note: str = ""
    decided: Word | None = None
    decision: str = ""


class Owner(msgspec.Struct, frozen=True, kw_only=True):
    """Who answers for a requirement."""

    name: str
    """A person, office or body, as the alliance calls it; empty for nobody any more."""
    since: date
    named: Word


class Register(msgspec.Struct, frozen=True, kw_only=True):
    """The register as of `revision`, the number of events in its stream."""

    revision: int = 0
    editions: dict[str, Edition] = {}
    in_force: str = ""
    """Version kept or adopted last; empty while there is none."""
    owners: dict[str, tuple[Owner, ...]] = {}
    """By requirement, the one of today last."""

    def apply(self, event: Event | Recorded) -> "Register":
        """Return the register after one more event; raises ValueError if it is not the next one."""
        require_next(event, STREAM, self.revision)
        said = msgspec.json.decode(event.payload, type=Noted)
        word = Word(by=event.actor, at=event.known_at, port=ALLIANCE)
        changed = _changes(self, RegisterEvent(event.kind), said, word)
        return msgspec.structs.replace(self, revision=self.revision + 1, **changed)


def keep(register: Register, catalogue: Catalogue, act: Act) -> Event:
    """Keep the version that the software brought, before anything rests on it."""
    if register.in_force:
        raise Refused(Refusal.TAKEN, f"The catalogue {register.in_force} is in force.")
    return _event(register, act, RegisterEvent.KEPT, catalogue)


def propose(register: Register, catalogue: Catalogue, note: str, act: Act) -> Event:
    """Ask another coordinator to put a version in force."""
    _require(register, act)
    before = register.editions.get(catalogue.version)
    if before is not None and before.stage in (EditionStage.PROPOSED, EditionStage.IN_FORCE):
        raise Refused(Refusal.TAKEN, f"The catalogue {catalogue.version} is {before.stage}.")
    return _event(register, act, RegisterEvent.PROPOSED, catalogue, note=note)


def adopt(register: Register, version: str, act: Act) -> Event:
    """Put a version in force that somebody else proposed."""
    proposed = _proposed(register, version, act)
    own = Refused(Refusal.FOUR_EYES, "Nobody adopts what they proposed.")
    require_second(act, (proposed.by.by,), own)
    return _next(register, act, RegisterEvent.ADOPTED, Noted(version=version))


def decline(register: Register, version: str, note: str, act: Act) -> Event:
    """Do not put a version in force, and say why; who proposed it may take it back."""
    _proposed(register, version, act)
    return _next(register, act, RegisterEvent.DECLINED, Noted(version=version, note=note))


def own(register: Register, requirement: str, owner: str, known: Iterable[str], act: Act) -> Event:
    """Name who answers for a requirement; `known` are the ids that there are."""
    _require(register, act)
    if requirement not in known:
        raise Refused(Refusal.UNKNOWN_REQUIREMENT, f"Nothing is called {requirement}.")
    return _next(register, act, RegisterEvent.OWNED, Noted(requirement=requirement, owner=owner))


def _require(register: Register, act: Act) -> None:
    if act.seen != register.revision:
        raise Refused(Refusal.STALE_VERSION, "Somebody else changed the register meanwhile.")


def _proposed(register: Register, version: str, act: Act) -> Edition:
    _require(register, act)
    found = register.editions.get(version)
    if found is None:
        raise Refused(Refusal.UNKNOWN_CATALOGUE, f"There is no catalogue {version}.")
    if found.stage is not EditionStage.PROPOSED:
        raise Refused(Refusal.WRONG_STAGE, f"The catalogue {version} is {found.stage}.")
    return found


def _event(
    register: Register, act: Act, kind: RegisterEvent, catalogue: Catalogue, note: str = ""
) -> Event:
    said = Noted(version=catalogue.version, catalogue=catalogue, note=note)
    return _next(register, act, kind, said)


def _next(register: Register, act: Act, kind: RegisterEvent, said: Noted) -> Event:
    payload = msgspec.json.encode(said, order="deterministic")
    return next_event(STREAM, register.revision + 1, act, kind, payload)


def _changes(register: Register, kind: RegisterEvent, said: Noted, word: Word) -> dict[str, object]:
    editions = register.editions
    match kind:
        case RegisterEvent.KEPT:
            made = Edition(version=said.version, stage=EditionStage.IN_FORCE, by=word)
            return {"editions": editions | {said.version: made}, "in_force": said.version}
        case RegisterEvent.PROPOSED:
            stage = EditionStage.PROPOSED
            made = Edition(version=said.version, stage=stage, by=word, note=said.note)
            return {"editions": editions | {said.version: made}}
        case RegisterEvent.ADOPTED:
            return {
                "editions": {
                    name: _replaced(one) for name, one in editions.items() if name != said.version
                }
                | {said.version: _decided(editions[said.version], EditionStage.IN_FORCE, word, "")},
                "in_force": said.version,
            }
        case RegisterEvent.DECLINED:
            before = editions[said.version]
            made = _decided(before, EditionStage.DECLINED, word, said.note)
            return {"editions": editions | {said.version: made}}
        case RegisterEvent.OWNED:
            earlier = register.owners.get(said.requirement, ())
            made_owner = Owner(name=said.owner, since=word.at.date(), named=word)
            return {"owners": register.owners | {said.requirement: (*earlier, made_owner)}}


def _replaced(one: Edition) -> Edition:
    if one.stage is not EditionStage.IN_FORCE:
        return one
    return msgspec.structs.replace(one, stage=EditionStage.REPLACED)


def _decided(one: Edition, stage: EditionStage, word: Word, decision: str) -> Edition:
    return msgspec.structs.replace(one, stage=stage, decided=word, decision=decision)
