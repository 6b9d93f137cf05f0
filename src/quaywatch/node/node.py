"""One node: ledger, derived tables and the rooms above them, wired together."""

import secrets
from collections import deque
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from quaywatch.cargo import Outcome
from quaywatch.formats import read
from quaywatch.inspections import Capacity, Outage, Record
from quaywatch.inspections.evaluation import Backtest
from quaywatch.inspections.treatments import Treatments
from quaywatch.ledger import Ledger
from quaywatch.ledger.signing import key_path
from quaywatch.node import documents, known
from quaywatch.node.allied.allied import Allied
from quaywatch.node.allied.sums.sources import Inspected
from quaywatch.node.auditing.auditing import Auditing
from quaywatch.node.authority import under_own_name
from quaywatch.node.backtesting import history
from quaywatch.node.board import Board
from quaywatch.node.calendars import Calendars
from quaywatch.node.clock import Clock, system_clock
from quaywatch.node.dossier import dossier
from quaywatch.node.drafts import Draft, batches, draft, drafts
from quaywatch.node.drawing import Draws
from quaywatch.node.errors import UnknownBox, UnknownResource, UnknownSubject
from quaywatch.node.evaluating import Evaluations
from quaywatch.node.facts import (
    CHANGES_READ,
    DESCRIBED,
    DOCUMENT_READ,
    DOSSIER_READ,
    OUTAGE,
    RESTORED,
    SCORECARD_READ,
    Description,
    DocumentLook,
    Look,
    Reported,
    Restored,
    ScorecardLook,
)
from quaywatch.node.lessons import Lessons, lessons
from quaywatch.node.memory import Memory
from quaywatch.node.modelling import Models
from quaywatch.node.norms.norms import Norms
from quaywatch.node.orders import Wish
from quaywatch.node.otherwise import Question, line_of, question
from quaywatch.node.parties import Parties
from quaywatch.node.planning import PLANNER, Planner
from quaywatch.node.plans import plan_of
from quaywatch.node.profiling import Profiles
from quaywatch.node.progress import Progress, progress
from quaywatch.node.query import Query
from quaywatch.node.queue import Answer, Queue
from quaywatch.node.receipts import Receipt, receipt
from quaywatch.node.requesting.desk import Desk
from quaywatch.node.requesting.listing import RequestPage, RequestQuery
from quaywatch.node.requesting.outbox import Outbox
from quaywatch.node.requesting.room import Room
from quaywatch.node.requesting.rounds import Rounds
from quaywatch.node.resources import Standing, resources
from quaywatch.node.scanning import Empties, Gallery, Inserting, Machine, Notes, Readers, Verdicts
from quaywatch.node.scanning.guests import NoGuests
from quaywatch.node.scorecards import peers, report_on
from quaywatch.node.slots import Slot, slots
from quaywatch.node.state import State
from quaywatch.node.strategy import Finds, Scenarios, finds
from quaywatch.node.taking_over import Done, apart, taken_over
from quaywatch.node.treating import Taught, taught
from quaywatch.node.vault import Vault
from quaywatch.node.views import Arrival, View
from quaywatch.node.worklist import Line, Page, WorkList
from quaywatch.node.writer import Told, Writer
from quaywatch.risk import Model
from quaywatch.rules import RuleBook, load
from quaywatch.scans.writers import hdf
from quaywatch.scorecards import Period, Report, Scorecard, SubjectKind
from quaywatch.strategy.allocation import How, settle
from quaywatch.strategy.figures import public
from quaywatch.strategy.scenarios import built, usual

if TYPE_CHECKING:
    from quaywatch.node.allied.packages.trying import Bench

_AHEAD = 2
"""Batches of one input that are read while earlier ones are being written."""


class Node:
    """Takes in, ranks, plans and remembers, for one authority; safe to use from many threads."""

    def __init__(
        self, ledger: Ledger, state: State, clock: Clock, told: Told | None = None
    ) -> None:
        self.ledger = ledger
        self.now = clock
        """The node's clock."""
        self._state = state
        self._assumed_treatments = Treatments.load()
        self._worklist = WorkList(state)
        self._memory = Memory(ledger)
        self._writer = Writer(ledger, state, self._memory)
        self._writer.open(told)
        self._queue = Queue(self._writer.commit)
        self.calendars = Calendars(self._queue, state, Capacity.load(), lambda: self.now())
        """What the port looks with, and who changed it."""
        room = Room(ledger, self._queue, self._reading, state, lambda: self.now())
        self.rounds = Rounds(room)
        """What the node does by itself about conversations with filers."""
        self.desk = Desk(room, self.rounds)
        """What officers and filers do in them."""
        self.profiles = Profiles(ledger, self._queue, self._reading, state, lambda: self.now())
        """Profiles that officers write here."""
        self.models = Models(
            ledger, self._queue, self._reading, state, self._memory, lambda: self.now()
        )
        """Models that were trained here."""
        self.evaluations = Evaluations(ledger, self._reading, state, self._memory)
        """What targeting was worth beside chance."""
        self.parties = Parties(
            self._memory.who, state, self._queue, self._reading, lambda: self.now()
        )
        """Who is who, and how they hang together."""
        self.draws = Draws(
            self._queue,
            self._reading,
            state.vault,
            lambda: Planner(self.capacity, declared=self.treatments),
            lambda: self.now(),
        )
        """How days are drawn."""
        self.board = Board(
            ledger,
            self._queue,
            self._reading,
            lambda: self.now(),
            lambda: self.capacity,
            lambda found: self.follow(at_once=found),
        )
        """What officers do with boxes."""
        self.scans = Gallery(
            ledger, self._queue, self._reading, lambda: self.now(), lambda: self.machine.wake()
        )
        """Radiographs of boxes."""
        self.verdicts = Verdicts(
            self._queue,
            self._reading,
            lambda: self.now(),
            lambda: self.capacity,
            lambda found: self.follow(at_once=found),
        )
        """What is made of them."""
        self.empties = Empties(
            ledger,
            self._queue,
            lambda: state.empties,
            lambda: self.description,
            lambda description, actor: self._own(DESCRIBED, description, actor),
            lambda: self.now(),
        )
        """What empty containers of the port look like."""
        self.machine = Machine(ledger, self._reading, self.verdicts, self.empties.now)
        """What reads them, once it is started."""
        self.inserting = Inserting(
            self._queue,
            self._reading,
            lambda: self.now(),
            state.vault,
            self.scans,
            lambda: self.description.inserting,
            lambda digest, picture: self.machine.of_picture(digest, hdf(picture)),
        )
        """Threats that are put into them."""
        self.readers = Readers(
            self._queue,
            self._reading,
            lambda: self.now(),
            lambda: self.description,
            lambda description, actor: self._turn(DESCRIBED, description, actor),
        )
        """How well those who read them do."""
        self.notes = Notes(self._queue, self._reading, lambda: self.now())
        """What is written on radiographs."""
        self.allied = Allied(ledger, self._queue, self._reading, state, lambda: self.now())
        """What it does among other authorities' nodes."""
        self.allied.bench = self._bench
        self.allied.sources = lambda: Inspected(lambda: self.models.taught()[0])
        self.allied.original = self.scans.original
        self.allied.came, self.allied.gone = self.machine.wake, self.scans.drop
        self.scans.guests = self.machine.guests = lambda: self.allied.elsewhere or NoGuests()
        self.auditing = Auditing(self._queue, self._reading, lambda: self.now(), self.allied)
        """Tests that are seeded, and what stands out among finds."""
        self.outbox = Outbox(room)
        """What is to be handed to filers."""
        self.norms = Norms(
            ledger,
            self._queue,
            self._reading,
            lambda: self.now(),
            self.allied.signature,
            self.allied.signers,
            lambda: state.scorer.origins,
        )
        """The ports' standard: assessments, and what they come to."""
        self.scenarios = Scenarios(self._queue, self._reading, lambda: self.now())
        """What was supposed of the alliance's scanning, by name."""

    def _bench(self) -> "Bench":
        """Return where packages of others are tried."""
        from quaywatch.node.allied.packages.trying import Bench

        return Bench(self.models, self.profiles, self.models.taught)

    @classmethod
    def open(
        cls,
        where: str | Path,
        *,
        rulebook: RuleBook | None = None,
        model: Model | None = None,
        clock: Clock | None = None,
        told: Told | None = None,
    ) -> Self:
        """Open the node in a SQLite file or at a `postgresql://` URL, making it if needed.

        Without `rulebook` the built-in profiles hold, without `model` declared expert weights
        until a model is approved; without `clock` the machine's. Derived tables that other
        versions made are rebuilt from the ledger; `told` hears how far that has come.

        Raises:
            LedgerError: the place holds no ledger that this version can use.
            Tampered: a model that is to work is not what the node signed.

        """
        vault = Vault(key_path(where))
        state = State(rulebook or load(), model or Model.default(), vault)
        ledger = Ledger.open(where)
        return cls(ledger, state, clock or system_clock, told)

    def close(self) -> None:
        """Finish what has been queued and give the database back."""
        try:
            self.allied.stop()
            self.inserting.close()
            self.machine.close()
            self._queue.close()
            # What is kept here saves the next start time; the ledger has everything anyway.
            with suppress(SQLAlchemyError):
                self._memory.keep()
        finally:
            self.ledger.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def description(self) -> Description:
        """What the node is, as last described."""
        return self._state.description

    @property
    def capacity(self) -> Capacity:
        """The port's inspection calendar in force."""
        return self.calendars.capacity

    @property
    def treatments(self) -> Treatments:
        """What looks find, before outcomes have taught anything."""
        return self.description.treatments or self._assumed_treatments

    def taught(self) -> Taught:
        """Return what looks are taken to find, and what that rests on."""
        with self._reading() as connection:
            return taught(connection, self.treatments)

    @property
    def rulebook(self) -> RuleBook:
        """The profiles and watch lists in force."""
        return self._state.scorer.rulebook

    def describe(self, description: Description) -> None:
        """Name the node and say whether its world is simulated."""
        self._turn(DESCRIBED, description)

    def intake(
        self,
        source: Path | str | bytes | BinaryIO,
        *,
        format: str | None = None,  # noqa: A002 - the word that a caller expects
        actor: str = "",
        identifiers: Collection[str] | None = None,
    ) -> Receipt:
        """Take an input in whole: readable pieces are assessed, the others quarantined.

        When it returns, every byte is on disk; sent again it changes nothing. `format` is one of
        `formats.Format`; by default the content decides. With `identifiers`, messages that bear
        another sender's identification go to quarantine.

        Raises:
            OSError: a path cannot be read.

        """
        return self._take_in(self._read(source, format, actor, self.now(), identifiers))

    def replay(self, arrivals: Iterable[Arrival]) -> Receipt:
        """Take in what arrived before the node was there, in order, each at its own instant."""
        made = (self._read(a.data, None, a.actor, a.at) for a in arrivals)
        return self._take_in(chain.from_iterable(made))

    def take_over(self, done: Sequence[Done]) -> int:
        """Take over inspections done before the node was there; return the number of events."""
        made: list[Draft] = []
        with self._reading() as connection:
            made.extend(taken_over(connection, done))
        return sum(len(self._queue.commit(lambda _, run=run: run)) for run in apart(made))

    def worklist(self, query: Query | None = None) -> Page:
        """Return a window of the work list."""
        with self._reading() as connection:
            return self._worklist.page(connection, query or Query(), self.now())

    def options(self) -> dict[str, list[tuple[str, int]]]:
        """Return the values that each filter of the work list can take, with their counts."""
        with self._reading() as connection:
            return self._worklist.options(connection)

    def lines(self, box_ids: tuple[str, ...]) -> list[Line]:
        """Return boxes as lines of the whole work list, in the order given."""
        with self._reading() as connection:
            return self._worklist.boxes(connection, box_ids)

    def dossier(self, box_id: str, actor: str, query: Query | None = None) -> View:
        """Return everything known of a box; that `actor` looked is on the ledger before.

        `query` is the list from which the officer came.

        Raises:
            UnknownBox: there is none of this name.

        """
        with self._reading() as connection:
            if not self._worklist.boxes(connection, [box_id]):
                raise UnknownBox(f"there is no box {box_id!r}")
            record = known.record(connection, box_id)
        ordered = record.version if record.order is not None else None
        self._note(DOSSIER_READ, Look(box_id=box_id, order_version=ordered), actor=actor)
        scorer = self._state.scorer
        behind = self.parties.behind(box_id) if scorer.asks_the_past else {}
        with self._reading() as connection:
            above, below = self._worklist.neighbours(connection, box_id, query or Query())
            return View(
                line=self._worklist.boxes(connection, [box_id])[0],
                dossier=dossier(connection, box_id, scorer, self._memory, behind),
                previous_box_id=above,
                next_box_id=below,
            )

    def otherwise(self, box_id: str, actor: str) -> Question:
        """Return what would bring a box below the day's line of selection, were it otherwise.

        That `actor` asked is on the ledger before. No filer may see it.

        Raises:
            UnknownBox: there is none of this name, or it comes no more.

        """
        with self._reading() as connection:
            if not self._worklist.boxes(connection, [box_id]):
                raise UnknownBox(f"there is no box {box_id!r}")
        self._note(CHANGES_READ, Look(box_id=box_id), actor=actor)
        with self._reading() as connection:
            self._memory.recall(connection, self._state.position)
            line = line_of(connection, self.capacity, self.today(), self.now())
            return question(connection, box_id, self._state.scorer, self._memory, line)

    def order(self, box_id: str, wish: Wish, *, actor: str, seen: int) -> Record:
        """Order an inspection of a box of which `actor` saw version `seen`.

        Raises:
            UnknownBox: there is none of this name.
            NoSlot: no slot fits.
            Refused: the state of the box does not allow it, or is not the one seen.

        """
        return self.board.order(box_id, wish, actor=actor, seen=seen)

    def hold(self, box_id: str, *, actor: str, seen: int) -> Record:
        """Take a box in hand; raises as `order` does."""
        return self.board.hold(box_id, actor=actor, seen=seen)

    def release(self, box_id: str, *, actor: str, seen: int, supervisor: bool = False) -> Record:
        """Give a box back; only a supervisor may do so for another. Raises as `order` does."""
        return self.board.release(box_id, actor=actor, seen=seen, supervisor=supervisor)

    def outcome(self, box_id: str, outcome: Outcome, *, actor: str, seen: int) -> Record:
        """Record what an inspection showed; raises as `order` does."""
        return self.board.outcome(box_id, outcome, actor=actor, seen=seen)

    def correct(
        self, box_id: str, outcome: Outcome, *, actor: str, seen: int, reason: str
    ) -> Record:
        """Replace an outcome that another officer recorded; raises as `order` does."""
        return self.board.correct(box_id, outcome, actor=actor, seen=seen, reason=reason)

    def requests(self, query: RequestQuery | None = None) -> RequestPage:
        """Return a window on the conversations with filers; `desk` carries them on."""
        return self.desk.page(query)

    def today(self) -> date:
        """Return the port's local day."""
        return self.now().astimezone(ZoneInfo(self.capacity.timezone)).date()

    def plan_day(self, day: date | None = None, *, actor: str = PLANNER) -> Progress | None:
        """Select the boxes of a day (today), again where that was done and something has changed.

        Returns how its plan stands. There is none while the first draw of the day awaits what was
        promised to it: see `Draws.plan`.
        """
        chosen = day or self.today()
        self.board.carry()
        self.draws.plan(chosen, actor=actor)
        return self.plan(chosen)

    def follow(self, *, at_once: bool = False) -> None:
        """Plan today again if it is planned and something has changed; see `Draws.follow`."""
        self.draws.follow(self.today(), at_once=at_once)

    def plan(self, day: date | None = None) -> Progress | None:
        """Return how the plan of a day (today) stands; None when there is none."""
        with self._reading() as connection:
            plan = plan_of(connection, day or self.today())
            return None if plan is None else progress(connection, plan)

    def scorecards(self, kind: SubjectKind, period: Period) -> list[Scorecard]:
        """Return the scorecards of all carriers, forwarders or filers, best first."""
        with self._reading() as connection:
            return peers(connection, kind, period)

    def scorecard(self, kind: SubjectKind, name: str, period: Period, actor: str) -> Report:
        """Return one of them with all it rests on; that `actor` looked is on the ledger before.

        Raises:
            UnknownSubject: nobody of this name filed anything in the period.

        """
        with self._reading() as connection:
            found = report_on(connection, kind, name, period)
        if found is None:
            raise UnknownSubject(f"{kind} {name!r} filed nothing in this period")
        self._note(SCORECARD_READ, ScorecardLook(kind=kind, name=name), actor=actor)
        return found

    def slots(self, terminal: str | None = None, kind: str | None = None) -> list[Slot]:
        """Return the slots from now on, of all terminals and kinds unless one is named."""
        with self._reading() as connection:
            return slots(connection, self.capacity, self.now(), terminal, kind)

    def resources(self, day: date | None = None) -> list[Standing]:
        """Return what the port looks with on a day (today): where, when, worth what, or broken."""
        with self._reading() as connection:
            return resources(connection, self.capacity, day or self.today())

    def report_outage(self, outage: Outage, *, actor: str) -> None:
        """Note that a resource does not work; this takes the place of what was reported before.

        Raises:
            UnknownResource: the calendar knows none of this name.

        """
        self._require(outage.resource)
        self._note(OUTAGE, Reported(outage=outage), actor=actor)
        self.follow(at_once=True)

    def lift_outage(self, resource: str, *, actor: str) -> None:
        """Note that a resource works again; raises UnknownResource."""
        self._require(resource)
        self._note(RESTORED, Restored(resource=resource), actor=actor)
        self.follow(at_once=True)

    def _require(self, resource: str) -> None:
        if all(each.called != resource for each in self.capacity.resource):
            raise UnknownResource(f"there is no resource {resource!r}")

    def quarantine(self, offset: int = 0, limit: int = 100) -> list[documents.Quarantined]:
        """Return what could not be read, newest first."""
        with self._reading() as connection:
            return documents.quarantine(connection, offset, limit)

    def document(self, position: int, actor: str) -> documents.Original:
        """Return the bytes of a message as received; that `actor` looked is on the ledger before.

        Raises:
            UnknownDocument: no message stands at this position.

        """
        found = documents.original(self.ledger, position)
        self._note(DOCUMENT_READ, DocumentLook(position=position), actor=actor)
        return found

    def backtest(
        self, book: RuleBook, since: date | None = None, until: date | None = None
    ) -> dict[str, Backtest]:
        """Return how each profile of `book` would have done on the days planned, by its code."""
        with self._reading() as connection:
            past = history(self.ledger, connection, since, until)
        return past.of(book, self.rulebook)

    def warm(self) -> Thread:
        """Load what is slow to load aside, so that no message waits for it."""

        def load() -> None:
            # A quarter of a second for a hundred ports; the past takes longer to compile.
            self.norms.standings.matrix(self.today())
            with self._reading() as connection:
                self._memory.warm(connection, self._state.position)
            settle(built(usual(public())), How.POOLED)

        thread = Thread(target=load, name="quaywatch-warm", daemon=True)
        thread.start()
        return thread

    def finds(self) -> list[Finds]:
        """Return its own finds and those that allies told of, by port and year."""
        with self._reading() as connection:
            return finds(connection)

    def lessons(self) -> Lessons:
        """Return what the outcomes so far teach."""
        with self._reading() as connection:
            return lessons(connection, self._memory, self.rulebook)

    def rebuild(self) -> None:
        """Make all derived tables anew from the ledger."""
        self._writer.rebuild()

    def _read(
        self,
        source: Path | str | bytes | BinaryIO,
        form: str | None,
        actor: str,
        at: datetime,
        identifiers: Collection[str] | None = None,
    ) -> Iterator[Draft]:
        codes = self.description.code_lists
        parts = read(source, format=form, received_at=at, codes=codes)
        if identifiers is not None:
            parts = under_own_name(parts, identifiers)
        return drafts(parts, actor=actor, known_at=at)

    def _take_in(self, made: Iterable[Draft]) -> Receipt:
        waiting: deque[tuple[list[Draft], Answer]] = deque()
        total = Receipt()
        for batch in batches(made):
            waiting.append((batch, self._queue.append(batch)))
            if len(waiting) > _AHEAD:
                first, answer = waiting.popleft()
                total += receipt(first, answer.result())
        for batch, answer in waiting:
            total += receipt(batch, answer.result())
        self.rounds.follow()
        self.follow()
        return total

    @contextmanager
    def _reading(self) -> Generator[Connection]:
        with self.ledger.engine.connect() as connection:
            self._state.refresh(connection)
            yield connection

    def _note(self, kind: str, payload: msgspec.Struct, *, actor: str) -> None:
        self._queue.append([self._own(kind, payload, actor)]).result()

    def _turn(self, kind: str, payload: msgspec.Struct, actor: str = "") -> None:
        """Append what changes how later events are read; it stands in no batch with others."""
        self._queue.commit(lambda _: [self._own(kind, payload, actor)])

    def _own(self, kind: str, payload: msgspec.Struct, actor: str) -> Draft:
        key = f"{kind}/{secrets.token_hex(16)}"
        return draft(kind, payload, key=key, actor=actor, known_at=self.now())
