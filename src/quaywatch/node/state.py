"""What a node holds in memory beside its tables: where they stand, the ranking, the model."""

import threading

import msgspec
from sqlalchemy import Connection, insert, inspect, select

from quaywatch import checks
from quaywatch.inspections.calendar import Calendar
from quaywatch.node import schema
from quaywatch.node.assessing import Scorer
from quaywatch.node.changes import Changes
from quaywatch.node.facts import Description
from quaywatch.node.force import InForce
from quaywatch.node.inuse import InUse
from quaywatch.node.origins import Weighed
from quaywatch.node.ranks import Ranks
from quaywatch.node.vault import Vault
from quaywatch.risk import Model, past_version
from quaywatch.rules import RuleBook
from quaywatch.scans.emptiness.life import Life

_UNNAMED = Description(name="Quaywatch")
_UNREAD = -1


class State:
    """The derived tables' state as this process knows it."""

    def __init__(self, rulebook: RuleBook, model: Model, vault: Vault) -> None:
        self._book, self.given = rulebook, model
        """The model that is in force where the ledger knows none."""
        self.vault = vault
        self.scorer = Scorer(rulebook, model)
        self.description = _UNNAMED
        self.calendar = Calendar()
        self.empties = Life()
        self.ranks = Ranks(())
        self.position = _UNREAD
        """The last event that memory knows of."""
        self._turn = threading.Lock()
        self.revision = 0
        """Counts changes of the work list, so that what was counted on it can be kept."""
        self._models_data: bytes | None = None
        self._profiles_data: bytes | None = None
        self._origins_data: bytes | None = None

    @property
    def made_with(self) -> str:
        """Everything but the ledger that the tables' content depends on."""
        rules, model = self._book.version, self.given.version
        made = (schema.SCHEMA_VERSION, checks.version(), past_version(), rules, model)
        return "/".join(made)

    def fits(self, connection: Connection) -> bool:
        """Say whether the tables are there and were made with these versions."""
        table = schema.projection
        if not inspect(connection).has_table(table.name):
            return False
        return connection.scalar(select(table.c.made_with)) == self.made_with

    def reset(self, connection: Connection) -> None:
        """Make the tables empty, as before the first event."""
        schema.recreate(connection)
        row = {"id": 1, "position": 0, "made_with": self.made_with}
        connection.execute(insert(schema.projection), row)

    def refresh(self, connection: Connection) -> None:
        """Take over what the tables say, if another process has moved them on."""
        table = schema.projection
        if connection.scalar(select(table.c.position)) == self.position:
            return
        with self._turn:
            row = connection.execute(select(table)).one()
            if row.position <= self.position:
                return
            self._take_models(connection, row.models)
            self._take_profiles(row.profiles)
            self._take_origins(row.origins)
            self._take_description(row.description)
            self._take_calendar(row.calendar)
            self._take_empties(row.empties)
            box = schema.box.c
            listed = connection.execute(select(box.probability, box.box_id).where(schema.LISTED))
            self.ranks = Ranks((probability, name) for probability, name in listed)
            self.position = row.position
            self.revision += 1

    def forget(self) -> None:
        """Take nothing for granted: the next refresh reads all."""
        self.position = _UNREAD
        self.scorer = Scorer(self._book, self.given)
        self._models_data = self._profiles_data = self._origins_data = None
        self.calendar = Calendar()
        self.empties = Life()

    def took_over(self, changes: Changes) -> None:
        """Follow what this process has just written."""
        with self._turn:
            if changes.position <= self.position:
                return
            if changes.ranks or changes.standings:
                self.ranks.update(changes.ranks)
                self.revision += 1
            if changes.scorer is not None:
                self.scorer = changes.scorer
                self._models_data = changes.in_use or self._models_data
                self._profiles_data = changes.in_force or self._profiles_data
                self._origins_data = changes.origins or self._origins_data
            self._take_description(changes.description)
            self._take_calendar(changes.calendar)
            self._take_empties(changes.empties)
            self.position = changes.position

    def with_models(self, connection: Connection, scorer: Scorer, in_use: InUse) -> Scorer:
        """Return `scorer` with the models of the ledger that work; raises Tampered."""
        live, open_ = in_use.live, self.vault.model
        return scorer.with_models(
            self.given if live is None else open_(connection, live),
            {work.model_id: open_(connection, work) for work in in_use.watched},
        )

    def _take_models(self, connection: Connection, data: bytes | None) -> None:
        if data is not None and data != self._models_data:
            in_use = msgspec.json.decode(data, type=InUse)
            self.scorer = self.with_models(connection, self.scorer, in_use)
            self._models_data = data

    def _take_profiles(self, data: bytes | None) -> None:
        if data is not None and data != self._profiles_data:
            self.scorer = self.scorer.with_profiles(msgspec.json.decode(data, type=InForce))
            self._profiles_data = data

    def _take_origins(self, data: bytes | None) -> None:
        if data is not None and data != self._origins_data:
            origins = msgspec.json.decode(data, type=Weighed).origins
            self.scorer = self.scorer.with_origins(origins)
            self._origins_data = data

    def _take_description(self, data: bytes | None) -> None:
        if data is not None:
            self.description = msgspec.json.decode(data, type=Description)

    def _take_calendar(self, data: bytes | None) -> None:
        if data is not None:
            self.calendar = msgspec.json.decode(data, type=Calendar)

    def _take_empties(self, data: bytes | None) -> None:
        if data is not None:
            self.empties = msgspec.json.decode(data, type=Life)
