"""Asks the past about consignments that are filed, chosen or bear on what was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import Connection, select

from quaywatch.cargo import OutcomeResult
from quaywatch.inspections import Record
from quaywatch.node import known, schema
from quaywatch.node.among import AnyRow, rows_among
from quaywatch.node.changes import Changes
from quaywatch.node.deeds import (
    CHOSEN,
    JUDGED,
    Said,
    alone,
    among,
    chooses,
    chronological,
    events_of,
    found,
    looks,
    outcomes,
    whole_bills,
)
from quaywatch.node.entries import Entry
from quaywatch.node.facts import Fact
from quaywatch.node.inspected import box_of
from quaywatch.node.memory import Memory
from quaywatch.node.precedents import precedent_rows
from quaywatch.node.ties import MOST_MENTIONS, listed, tie_rows, tied

if TYPE_CHECKING:
    from quaywatch.history.events import Events
    from quaywatch.links import Standing

_PASTS = select(schema.consignment.c.consignment_id, schema.consignment.c.past)
_ASSESSMENTS = select(schema.consignment.c.consignment_id, schema.consignment.c.assessment)


@dataclass(frozen=True, slots=True)
class Recalled:
    """What the past says of consignments in the light of a batch."""

    pasts: dict[str, bytes]
    """By consignment."""
    affected: list[Entry]
    """Consignments that the batch does not speak of, on which a find bears."""


class Recall:
    """One batch asking; what it changes goes into `changes`."""

    def __init__(
        self, connection: Connection, memory: Memory, changes: Changes, facts: Sequence[Fact]
    ) -> None:
        self._connection, self._memory, self._changes = connection, memory, changes
        self._facts = facts
        self._known_at = chronological(facts, memory.clock)

    def filed(self, entries: Sequence[Entry], heard: Mapping[str, int]) -> Recalled:
        """Ask about consignments that were spoken of last in the messages `heard`."""
        live = [entry for entry in entries if not entry.cancelled]
        said = [(_said(e), self._known_at[heard[e.consignment_id]]) for e in live]
        bills = whole_bills(self._facts, self._known_at)
        deeds = events_of(bills) if bills else None
        self._changes.deeds = deeds
        self._changes.ties_out.extend(entry.consignment_id for entry in entries)
        stood = self._stood(live, heard)
        if not said:
            return Recalled({}, [])
        if deeds is not None and _as_filed(said, bills):
            # What is filed is read just before it is taken in: nothing else need be asked.
            self._tie(live, deeds)
            return Recalled(self._read(live, stood, deeds, None), [])
        asked = looks(said)
        self._tie(live, asked)
        return Recalled(self._read(live, stood, asked, deeds), [])

    def inspected(self, records: Mapping[str, Record]) -> Recalled:
        """Ask about boxes that were chosen, and about what a find bears on.

        `records` are those of the boxes before the batch.
        """
        acts = [(box, f) for f in self._facts if (box := box_of(f)) and f.kind in CHOSEN | JUDGED]
        boxes = {
            row.box_id: row for row in known.boxes_named(self._connection, {box for box, _ in acts})
        }
        acts = [(box, fact) for box, fact in acts if box in boxes]
        entries = known.entries(self._connection, {b.consignment_id for b in boxes.values()})
        verdicts = self._verdicts(acts, boxes, entries, records)
        deeds = outcomes(verdicts, self._known_at)
        self._changes.deeds = deeds
        chosen = {box: fact for box, fact in acts if chooses(fact)}
        chosen_as = self._chosen_as(chosen, boxes, entries)
        affected, instant = self._borne_upon(verdicts, entries)
        lessons = [(entries[boxes[box].consignment_id], fact) for box, fact in chosen.items()]
        said = [(_said(e), self._known_at[f.position]) for e, f in lessons]
        said += [(_said(entry), instant) for entry in affected]
        if not said:
            return Recalled({}, [])
        asked = looks(said)
        together = among([asked, deeds])
        assert together is not None  # noqa: S101 - something was asked
        stood = [*chosen_as, *(self._memory.who.look(entry.consignment) for entry in affected)]
        pasts = self._memory.read(together, stood)
        self._learn(list(chosen), lessons, pasts)
        later = pasts[len(lessons) :]
        return Recalled(
            {e.consignment_id: p for e, p in zip(affected, later, strict=True)}, affected
        )

    def _stood(self, live: Sequence[Entry], heard: Mapping[str, int]) -> "list[Standing]":
        """Tell the network of the batch; return how the parties of each consignment stood.

        That is as they stood just before what was heard of it last.
        """
        due: dict[int, list[Entry]] = {}
        for entry in live:
            due.setdefault(heard[entry.consignment_id], []).append(entry)
        stood: dict[str, Standing] = {}
        for fact in self._facts:
            told = self._memory.who.hear(fact)
            # By the object: what an addition completes is not what one message says.
            filed = {id(of): one for of, one in reversed(told)}
            for entry in due.get(fact.position, ()):
                said = filed.get(id(entry.consignment))
                stood[entry.consignment_id] = said or self._memory.who.look(entry.consignment)
        return [stood[entry.consignment_id] for entry in live]

    def _chosen_as(
        self,
        chosen: Mapping[str, Fact],
        boxes: Mapping[str, AnyRow],
        entries: Mapping[str, Entry],
    ) -> "list[Standing]":
        """Tell the network of the batch; return how those stood whose boxes were chosen, then."""
        due: dict[int, list[str]] = {}
        for box, fact in chosen.items():
            due.setdefault(fact.position, []).append(box)
        stood: dict[str, Standing] = {}
        for fact in self._facts:
            self._memory.who.hear(fact)
            for box in due.get(fact.position, ()):
                entry = entries[boxes[box].consignment_id]
                stood[box] = self._memory.who.look(entry.consignment)
        return [stood[box] for box in chosen]

    def _read(
        self,
        live: Sequence[Entry],
        stood: "Sequence[Standing]",
        asked: "Events",
        deeds: "Events | None",
    ) -> dict[str, bytes]:
        together = among([asked, deeds])
        assert together is not None  # noqa: S101 - something was asked
        pasts = self._memory.read(together, stood)
        return {entry.consignment_id: past for entry, past in zip(live, pasts, strict=True)}

    def _tie(self, live: Sequence[Entry], asked: "Events") -> None:
        for number, entry in enumerate(live):
            self._changes.ties.extend(tie_rows(entry.consignment_id, asked.keys[:, number]))

    def _verdicts(
        self,
        acts: Sequence[tuple[str, Fact]],
        boxes: Mapping[str, AnyRow],
        entries: Mapping[str, Entry],
        records: Mapping[str, Record],
    ) -> list[tuple[int, bool, bytes]]:
        """Return position, result and keys of each outcome that says something new."""
        results = {box: _result(record) for box, record in records.items()}
        said: list[tuple[Said, int]] = []
        judged: list[tuple[int, bool]] = []
        for box, fact in acts:
            if fact.kind not in JUDGED:
                continue
            result = found(fact)
            if result != results.get(box):
                entry = entries[boxes[box].consignment_id]
                whole = alone(entry.consignment, boxes[box].equipment_number)
                said.append(((entry.header, whole), self._known_at[fact.position]))
                judged.append((fact.position, result))
            results[box] = result
        if not said:
            return []
        keys = looks(said).keys.astype("<i8")
        verdicts = [
            (position, result, np.ascontiguousarray(keys[:, number]).tobytes())
            for number, (position, result) in enumerate(judged)
        ]
        self._changes.verdicts.extend(
            {"position": position, "found": int(result), "keys": kept}
            for position, result, kept in verdicts
        )
        self._changes.precedents.extend(
            row
            for number, (position, _) in enumerate(judged)
            for row in precedent_rows(position, keys[:, number])
        )
        return verdicts

    def _borne_upon(
        self, verdicts: Sequence[tuple[int, bool, bytes]], entries: Mapping[str, Entry]
    ) -> tuple[list[Entry], int]:
        """Return consignments on the list that share something with a find, and when to ask."""
        finds = [(position, keys) for position, result, keys in verdicts if result]
        if not finds:
            return [], 0
        names = tied(self._connection, [np.frombuffer(keys, dtype="<i8") for _, keys in finds])
        names |= self._around(entries)
        names -= entries.keys()
        affected = known.entries(self._connection, names)
        standing = [affected[name] for name in sorted(affected) if not affected[name].cancelled]
        # What is read at an instant does not see what became known at it.
        return standing, self._known_at[finds[-1][0]] + 1

    def _around(self, entries: Mapping[str, Entry]) -> set[str]:
        """Return those on the list of whom the network says that a find bears on them, too."""
        network = self._memory.who.network
        found: set[str] = set()
        for name in sorted(entries):
            if network.observed(entries[name].consignment.id):
                around = network.around(entries[name].consignment.id, MOST_MENTIONS)
                for group in around:
                    found |= listed(self._connection, group)
        return found

    def _learn(
        self, boxes: Sequence[str], lessons: Sequence[tuple[Entry, Fact]], pasts: Sequence[bytes]
    ) -> None:
        """Keep what was known of each box when it was chosen."""
        named = schema.consignment.c.consignment_id
        names = {entry.consignment_id for entry, _ in lessons}
        rows = rows_among(self._connection, _ASSESSMENTS, named, names)
        assessed = {row.consignment_id: bytes(row.assessment) for row in rows}
        self._changes.lessons_out.extend(boxes)
        for box, (entry, fact), past in zip(boxes, lessons, pasts, strict=False):
            self._changes.lessons.append(
                {
                    "box_id": box,
                    "consignment_id": entry.consignment_id,
                    "position": entry.position,
                    "place": entry.place,
                    "addition_position": entry.addition.position if entry.addition else 0,
                    "addition_place": entry.addition.place if entry.addition else 0,
                    "at": self._known_at[fact.position],
                    "past": past,
                    "assessment": assessed[entry.consignment_id],
                }
            )


def pasts_of(connection: Connection, names: set[str]) -> dict[str, bytes]:
    """Return what the past said of consignments when they were last heard of."""
    rows = rows_among(connection, _PASTS, schema.consignment.c.consignment_id, names)
    return {row.consignment_id: bytes(row.past) for row in rows}


def _as_filed(said: Sequence[tuple[Said, int]], bills: Sequence[tuple[Said, int]]) -> bool:
    """Say whether what is asked about is what the messages say, one by one."""
    return len(said) == len(bills) and all(
        one[0] is other[0] and one[1] is other[1] and at == instant
        for (one, at), (other, instant) in zip(said, bills, strict=True)
    )


def asks_the_past(fact: Fact) -> bool:
    """Say whether a fact makes the past be asked, or belongs to it."""
    if fact.filing is not None:
        return bool(fact.filing.consignments)
    return fact.kind in CHOSEN | JUDGED


def _said(entry: Entry) -> Said:
    return entry.header, entry.consignment


def _result(record: Record) -> bool | None:
    """Return whether something was found when it was last looked at; None while nobody has."""
    outcome = record.steps[-1].outcome if record.is_followed_up else record.outcome
    return None if outcome is None else outcome.result is OutcomeResult.FOUND
