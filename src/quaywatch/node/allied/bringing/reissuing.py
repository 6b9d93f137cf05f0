"""What somebody brought unsigned, checked here and issued as a notice of this authority's own."""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum

import msgspec
from sqlalchemy import Connection

from quaywatch.alliance import Handling, Notice, Source, Tlp, known_by
from quaywatch.alliance.accords import Life, Publication, Reissue, Stage, Topic
from quaywatch.alliance.bodies import Body, Indicator, ModusOperandi, RiskInformation, Seizure
from quaywatch.alliance.handling import HandlingCode
from quaywatch.alliance.line import Line
from quaywatch.alliance.line.brought import bringer
from quaywatch.ledger import acts
from quaywatch.node.allied import composing, reading, settled
from quaywatch.node.allied.facts import name_of
from quaywatch.node.allied.settling import Accords
from quaywatch.node.errors import UnknownNotice
from quaywatch.node.requesting.room import Reading

_TEXTS: Mapping[type[Body], str] = {
    Seizure: "note",
    Indicator: "note",
    ModusOperandi: "description",
    RiskInformation: "risk",
}
"""Where each kind that may be brought says in words what no field of it does."""
_NAMES: Mapping[type[Body], str] = {
    Indicator: "based_on",
    ModusOperandi: "seen_in",
    RiskInformation: "indicators",
}
"""Where it names notices of others."""
_OPEN = frozenset({Tlp.GREEN, Tlp.CLEAR})


class Leave(StrEnum):
    """Whether what somebody brought may be issued anew."""

    FREE = "free"
    """Its marking lets the alliance have it."""
    ASKED = "asked"
    """Only after whoever it comes from allowed it."""
    NEVER = "never"
    """It is for the persons addressed alone."""


class Refusal(StrEnum):
    """Why it is not issued anew."""

    SIGNED = "signed"
    NEVER = "never"
    LEAVE_NEEDED = "leave-needed"
    WIDER = "wider"
    PURPOSES = "purposes"
    LONGER = "longer"
    CHANGED = "changed"


class Refused(acts.Refused[Refusal]):
    """What its source or the agreement does not let anybody issue anew."""


class State(StrEnum):
    """How the notice stands that another one was made from."""

    HELD = "held"
    LATER = "later"
    """Whoever wrote it says otherwise by now."""
    WITHDRAWN = "withdrawn"
    OVER = "over"
    """Its time is over."""


class Reissued(msgspec.Struct, frozen=True, kw_only=True):
    """A notice of this authority's own, with how that stands which it was made from."""

    life: Life
    publication: Publication
    reissue: Reissue
    state: State

    @property
    def unsettled(self) -> bool:
        """Whether somebody should look at it again, since its source spoke after it was issued."""
        told = self.life.stage in (Stage.IN_FORCE, Stage.PROPOSED, Stage.SUSPENDED)
        return told and self.state in (State.LATER, State.WITHDRAWN)


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What an officer says who has checked it."""

    version: int
    """That was checked."""
    why: str
    leave: str
    named: bool
    handling: Handling
    source: Source
    correction: str = ""


class Reissues:
    """Notices made from what others brought; safe to use from many threads."""

    def __init__(
        self,
        accords: Accords,
        reads: Reading,
        line: Callable[[], Line],
        clock: Callable[[], datetime],
    ) -> None:
        self._accords, self._reads, self._line, self._now = accords, reads, line, clock

    def issue(self, name: str, said: Checked, *, actor: str) -> Life:
        """Put it forward as a notice of this authority's own; another person lets it go out.

        Raises:
            UnknownNotice: there is no such notice, or it is gone.
            Refused: its source or the agreement does not let it.
            NoAlliance: the node has no name among others.
            ValueError: a further version says nothing of what was wrong.

        """
        node = self._line().node
        with self._reads() as connection:
            brought = _brought(connection, name)
        _require(brought, said)
        handling = said.handling
        made = composing.first(
            node,
            _reference(name),
            _body(brought, named=said.named),
            handling,
            self._now(),
            said.source,
            brought.valid_until,
        )
        reissue = Reissue(
            of=name, version=said.version, why=said.why, leave=said.leave, named=said.named
        )
        return self._accords.publish(
            Publication(notice=made, reissues=reissue), said.correction, actor=actor
        )

    def of(self, name: str) -> Reissued | None:
        """Return what was made of something brought, by its origin and id."""
        node = self._line().node
        with self._reads() as connection:
            life = settled.life(connection, Topic.NOTICE, known_by(node, _reference(name)))
            return None if life is None else reissued(connection, life)

    def stands(self, life: Life) -> Reissued | None:
        """Return what an own notice was made from; None where it re-issues nothing."""
        with self._reads() as connection:
            return reissued(connection, life)

    def unsettled(self) -> list[Reissued]:
        """Return those whose source took back or changed what it said, by name."""
        with self._reads() as connection:
            every = (reissued(connection, life) for life in settled.lives(connection, Topic.NOTICE))
            return [one for one in every if one is not None and one.unsettled]


def reissued(connection: Connection, life: Life) -> Reissued | None:
    """Return what an own notice was made from, and how that stands now."""
    made = life.proposed or life.last_in_force
    if not isinstance(made, Publication) or made.reissues is None:
        return None
    found = reading.standing(connection, made.reissues.of)
    return Reissued(
        life=life, publication=made, reissue=made.reissues, state=_state(found, made.reissues)
    )


def leave(notice: Notice) -> Leave:
    """Say whether something brought may be issued anew, by what its source marked it as."""
    handling = notice.handling
    if handling.tlp is Tlp.RED:
        return Leave.NEVER
    free = handling.tlp in _OPEN and handling.code is not HandlingCode.NO_DISSEMINATION
    return Leave.FREE if free else Leave.ASKED


def _brought(connection: Connection, name: str) -> Notice:
    found = reading.standing(connection, name)
    if found is None or found.notice is None or found.own:
        raise UnknownNotice(f"there is no notice {name!r}")
    if bringer(connection, found.notice.origin, found.notice.id) is None:
        raise Refused(Refusal.SIGNED, "It is signed: who wrote it alone issues it.")
    return found.notice


def _require(brought: Notice, said: Checked) -> None:
    allowed, bound, asked = leave(brought), brought.handling, said.handling
    if allowed is Leave.NEVER:
        raise Refused(Refusal.NEVER, "It is for the persons addressed alone (TLP:RED).")
    if said.version != brought.version:
        raise Refused(Refusal.CHANGED, "Another version of it came since it was checked.")
    if allowed is Leave.ASKED and not said.leave.strip():
        raise Refused(Refusal.LEAVE_NEEDED, "Its marking asks for leave: say who gave it.")
    if not said.leave.strip() and not asked.tlp.at_most(bound.tlp):
        raise Refused(Refusal.WIDER, f"It may go no further than TLP:{bound.tlp.upper()}.")
    if not asked.purposes <= bound.purposes:
        more = ", ".join(sorted(asked.purposes - bound.purposes))
        raise Refused(Refusal.PURPOSES, f"It was not given for {more}.")
    if asked.retain_until > bound.retain_until:
        raise Refused(Refusal.LONGER, f"It is to be deleted after {bound.retain_until}.")


def _body(brought: Notice, *, named: bool) -> Body:
    """Return what it says, with its source named or without anything that names others."""
    body = brought.body
    text, names = _TEXTS[type(body)], _NAMES.get(type(body))
    if not named:
        return msgspec.structs.replace(body, **{names: ()}) if names else body
    who = f"[{name_of(brought.origin, brought.reference)}, not signed]"
    said = f"{getattr(body, text)}\n{who}".strip()
    return msgspec.convert(
        msgspec.to_builtins(msgspec.structs.replace(body, **{text: said})), type(body)
    )


def _state(found: reading.Standing | None, made: Reissue) -> State:
    if found is None or found.gone == "ended":
        return State.OVER
    if found.gone:
        return State.WITHDRAWN
    return State.LATER if found.version > made.version else State.HELD


def _reference(name: str) -> str:
    return f"brought/{name}"
