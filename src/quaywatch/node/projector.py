"""Turns a batch of events into changes of the derived tables.

What the tables hold is a function of the events alone and not of how they were batched: a rebuild
gives the same rows. A consignment is assessed with its last version, in the light of all other
live consignments with which it shares a container on a voyage and of the stories of its
containers; whenever those change, it is assessed again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, select

from quaywatch.alliance.weighing import of_consignment
from quaywatch.inspections import BoxEvent, Record
from quaywatch.node import draws, folding, known, looked, outages, requesting, schema
from quaywatch.node import facts as kinds
from quaywatch.node.allied import settled
from quaywatch.node.allied.finding import clue_rows
from quaywatch.node.allied.hearing import Hearing
from quaywatch.node.allied.hints import hints
from quaywatch.node.allied.sums import tables as sums
from quaywatch.node.among import AnyRow
from quaywatch.node.assessing import UNSCORED, Scorer
from quaywatch.node.auditing import tables as seeded
from quaywatch.node.board.counting import override_row
from quaywatch.node.boxrows import box_rows
from quaywatch.node.calls import call_rows
from quaywatch.node.changes import Changes
from quaywatch.node.entries import Entry
from quaywatch.node.facts import Fact
from quaywatch.node.inspected import applied, box_of, party_rows, record_row, standing, step_rows
from quaywatch.node.marks import marks
from quaywatch.node.memory import Memory
from quaywatch.node.models import shadow_rows
from quaywatch.node.norms import gaps
from quaywatch.node.norms import tables as norms
from quaywatch.node.noted import (
    ally_look_row,
    delivered_row,
    explored_rows,
    look_row,
    notice_row,
    photo_row,
    plan_row,
    quarantine_row,
)
from quaywatch.node.recalling import Recall, pasts_of
from quaywatch.node.retelling import Retold, retell, tell_more
from quaywatch.node.scanning import insertions
from quaywatch.node.scanning.analyses import analysis_row, folded
from quaywatch.node.scanning.evidence import pictures, shown, weight
from quaywatch.node.scanning.notes import note_row
from quaywatch.node.scanning.scan import scan_row
from quaywatch.node.sharing import context_of, look_around
from quaywatch.node.stays import Voyage, stay
from quaywatch.node.stowing import restow
from quaywatch.node.strategy import scenarios
from quaywatch.node.texts import kept
from quaywatch.node.treating import trial_rows
from quaywatch.node.words import last_words, word_rows
from quaywatch.story.filings.joining import master_of

_ASSESSED_AT_ONCE = 2000


class Projection:
    """One batch on its way into the derived tables."""

    def __init__(self, connection: Connection, scorer: Scorer, memory: Memory) -> None:
        self._connection, self._scorer, self._memory = connection, scorer, memory
        self.changes = Changes()
        self._records: dict[str, Record] = {}
        self._retold = Retold({}, {}, [])
        self._pasts: dict[str, bytes] = {}
        """What the past says of consignments in the light of this batch."""
        self._found: dict[tuple[int, int], tuple[str, ...]] = {}
        """Findings of the versions assessed, by position and place."""

    def batch(self, facts: Sequence[Fact]) -> Changes:
        """Work a run of facts in, none of which changes how others are read."""
        filed = folding.fold(facts, last_words(self._connection, folding.dated(facts)))
        self.changes.words_out.extend(filed.words)
        self.changes.words.extend(word_rows(filed.words))
        self.changes.documents.extend(filed.documents.values())
        self.changes.movements.extend(asdict(m) for m in filed.moved)
        self.changes.calls.extend(call_rows(facts))
        self._note(facts)
        entries = folding.entries(filed, self._before(filed))
        entries += self._recall(facts, filed, entries)
        before = known.boxes_of(self._connection, {e.consignment_id for e in entries})
        restowed = restow(self._connection, filed.moved)
        self.changes.stowed_out.extend(restowed.plans)
        self.changes.stowed.extend(restowed.rows)
        self._retold = retell(self._connection, filed.moved, restowed, entries, before)
        self._add(self._retold.entries, entries, before)
        around = look_around(self._connection, entries, before)
        self._add(around.affected, entries, before)
        touched = self._inspect(facts, entries) | self._analyse(facts) | self._hear(facts)
        tell_more(self._connection, entries, self._retold)
        self._rewrite(entries, before, around.others)
        self._mark(filed)
        self._converse(facts)
        self._draw(facts)
        norms.work_in(self._connection, facts, self.changes)
        self._close(facts)
        self._suppose(facts)
        self._seed(facts)
        self._sum(facts)
        rewritten = set(self.changes.boxes_out)
        self._restay({m.container for m in filed.moved}, rewritten)
        self._restand(touched, rewritten | {str(row["box_id"]) for row in self.changes.boxes})
        return self.changes

    def reassess(self, *, loaded_at: Iterable[str] | None = None) -> Changes:
        """Assess what is on the list again, all of it or what some ports loaded."""
        listed = select(schema.box.c.consignment_id).where(schema.LISTED).distinct()
        if loaded_at is not None:
            listed = listed.where(schema.box.c.port_of_loading.in_(sorted(loaded_at)))
        names = sorted(self._connection.scalars(listed))
        for start in range(0, len(names), _ASSESSED_AT_ONCE):
            some = names[start : start + _ASSESSED_AT_ONCE]
            entries = list(known.entries(self._connection, some).values())
            before = known.boxes_of(self._connection, some)
            around = look_around(self._connection, entries, before)
            self._inspect((), entries)
            tell_more(self._connection, entries, self._retold)
            self._rewrite(entries, before, [*around.affected, *around.others])
        return self.changes

    def _add(self, more: list[Entry], entries: list[Entry], before: list[AnyRow]) -> None:
        """Take further consignments, with their boxes, among those to write anew."""
        entries += more
        before += known.boxes_of(self._connection, {e.consignment_id for e in more})

    def _recall(
        self, facts: Sequence[Fact], filed: folding.Filed, entries: Sequence[Entry]
    ) -> list[Entry]:
        """Ask the past about what is new; return the consignments on which a find bears."""
        recall = Recall(self._connection, self._memory, self.changes, facts)
        if filed.heard:
            recalled = recall.filed(entries, filed.heard)
        else:
            boxes = {box for fact in facts if (box := box_of(fact)) is not None}
            recalled = recall.inspected(known.records(self._connection, boxes))
        self._pasts = recalled.pasts
        return recalled.affected

    def _before(self, filed: folding.Filed) -> Mapping[str, Entry]:
        """Return what stands of those consignments on whose state before the new one rests."""
        names = folding.resting(filed)
        names |= known.added_to(self._connection, filed.spoken.keys() - names)
        return known.entries(self._connection, names)

    def _note(self, facts: Iterable[Fact]) -> None:
        self.changes.outages_out, self.changes.outages = outages.told(facts)
        for fact in facts:
            match fact.kind:
                case kinds.DOSSIER_READ:
                    self.changes.looks.append(look_row(fact))
                case kinds.QUARANTINED:
                    self.changes.quarantine.append(quarantine_row(fact))
                case kinds.PLANNED:
                    self._plan(fact)
                case kinds.PHOTO:
                    self.changes.photos.append(photo_row(fact))
                case kinds.SCAN:
                    self.changes.scans.append(scan_row(fact))
                case kinds.SCAN_NOTED:
                    self.changes.scan_notes.append(note_row(fact))
                case kinds.NOTICE:
                    self.changes.notices.append(notice_row(fact))
                case kinds.NOTICE_DELIVERED:
                    self.changes.notices_delivered.append(delivered_row(fact))
                case _:
                    insertions.note(fact, self.changes)

    def _plan(self, fact: Fact) -> None:
        self.changes.plans.append(plan_row(fact))
        picked, left_out = explored_rows(fact)
        self.changes.explored_out.extend(picked)
        earlier = [row for row in self.changes.explored if row["box_id"] not in picked]
        self.changes.explored = [*earlier, *left_out]

    def _inspect(self, facts: Iterable[Fact], entries: Iterable[Entry]) -> set[str]:
        """Fold the boxes' facts into their records; return the boxes touched."""
        streams = [(box, fact) for fact in facts if (box := box_of(fact)) is not None]
        touched = {box for box, _ in streams}
        asked = touched | {box.box_id for entry in entries for box in entry.boxes}
        self._records = known.records(self._connection, asked)
        for box, fact in streams:
            before = self._records.get(box) or Record(box_id=box)
            after = self._records[box] = applied(before, fact)
            left = override_row(before, after.history[-1])
            if left is not None:
                self.changes.overrides.append(left)
        self.changes.records_out.extend(sorted(touched))
        for record in (self._records[box] for box in sorted(touched)):
            self.changes.inspections.append(record_row(record))
            self.changes.steps.extend(step_rows(record))
            self.changes.trials.extend(trial_rows(record))
        return touched

    def _rewrite(
        self,
        entries: Sequence[Entry],
        before: Sequence[Row[*tuple[Any, ...]]],
        others: Sequence[Entry],
    ) -> None:
        changes = self.changes
        changes.boxes_out.extend(row.box_id for row in before)
        changes.parties_out.extend(row.box_id for row in before)
        changes.ranks.update(dict.fromkeys((row.box_id for row in before), None))
        changes.consignments_out.extend(e.consignment_id for e in entries)
        live = [entry for entry in entries if not entry.cancelled]
        unread = {e.consignment_id for e in entries} - self._pasts.keys()
        pasts = pasts_of(self._connection, unread) | self._pasts
        past = [pasts.get(entry.consignment_id, b"") for entry in live]
        context = context_of(others, self._retold.told, live)
        recalled = partial(self._memory.frame, past)
        scored = self._scorer.score(live, context, recalled) if live else {}
        journeys = self._retold.journeys
        containers = {box.container for entry in entries for box in entry.boxes}
        scanned = pictures(self._connection, containers, self.changes)
        noticed = hints(self._connection, live, self.changes)
        for entry in entries:
            if not entry.cancelled:
                clues = of_consignment(entry.consignment)
                changes.clues.extend(clue_rows(entry.consignment_id, clues))
            score = scored.get(entry.consignment_id, UNSCORED)
            if not entry.cancelled and entry.addition is None:
                self._found[entry.position, entry.place] = score.findings
            changes.consignments.append(
                {
                    "consignment_id": entry.consignment_id,
                    "position": entry.position,
                    "cancelled": int(entry.cancelled),
                    "place": entry.place,
                    "assessment": score.assessment,
                    "versions": score.versions,
                    "past": b"" if entry.cancelled else pasts.get(entry.consignment_id, b""),
                    "master": kept(master_of(entry.consignment)),
                    "addition_position": entry.addition.position if entry.addition else 0,
                    "addition_place": entry.addition.place if entry.addition else 0,
                }
            )
            changes.profiles_met.extend(
                {"code": code, "consignment_id": entry.consignment_id} for code in score.met
            )
            changes.shadows.extend(shadow_rows(entry.consignment_id, score))
            for row in box_rows(entry, score, journeys, self._records, scanned, noticed):
                box = str(row["box_id"])
                changes.boxes.append(row)
                changes.ranks[box] = _probability(row["probability"]) if row["listed"] else None
                changes.findings.extend({"code": c, "box_id": box} for c in score.findings)
                self._share(box, entry, str(row["equipment_number"]))

    def _mark(self, filed: folding.Filed) -> None:
        rows, faults = marks(self._connection, filed, self._found)
        self.changes.marks.extend(rows)
        self.changes.mark_findings.extend(faults)

    def _converse(self, facts: Sequence[Fact]) -> None:
        """Fold the requests' facts into their conversations."""
        self.changes.replies.extend(requesting.reply_rows(facts))
        for request in requesting.folded(self._connection, facts):
            self.changes.requests_out.append(request.request_id)
            self.changes.requests.append(requesting.request_row(request))
            self.changes.outbox.extend(requesting.outbox_rows(request))
            self.changes.replies_taken.extend(requesting.taken_rows(request))

    def _draw(self, facts: Sequence[Fact]) -> None:
        """Fold the draws' facts into how they stand."""
        for draw in draws.folded(self._connection, facts):
            self.changes.draws_out.append(draw.name)
            self.changes.draws.append(draws.draw_row(draw))

    def _close(self, facts: Sequence[Fact]) -> None:
        """Fold what is planned about ports' gaps."""
        for row in map(gaps.row, gaps.folded(self._connection, facts)):
            self.changes.gaps_out.append(str(row["name"]))
            self.changes.gaps.append(row)

    def _suppose(self, facts: Sequence[Fact]) -> None:
        """Fold the scenarios that were saved."""
        for row in map(scenarios.row, scenarios.folded(self._connection, facts)):
            self.changes.scenarios_out.append(str(row["name"]))
            self.changes.scenarios.append(row)

    def _seed(self, facts: Sequence[Fact]) -> None:
        """Fold what happens with seeded tests."""
        for row in map(seeded.row, seeded.folded(self._connection, facts)):
            self.changes.seeded_out.append(str(row["name"]))
            self.changes.seeded.append(row)

    def _sum(self, facts: Sequence[Fact]) -> None:
        """Fold what ports learn together from sums."""
        self.changes.sum_rounds.extend(sums.round_rows(facts))
        for row in map(sums.row, sums.folded(self._connection, facts)):
            self.changes.sums_out.append(str(row["name"]))
            self.changes.sums.append(row)

    def _analyse(self, facts: Sequence[Fact]) -> set[str]:
        """Fold what was made of radiographs; return the boxes that it bears on."""
        for made in folded(self._connection, facts):
            self.changes.analyses_out.append(made.digest)
            self.changes.analyses.append(analysis_row(made))
        containers = shown(self._connection, self.changes)
        boxes = {row.box_id for row in known.boxes_with(self._connection, containers)}
        self._records = (
            known.records(self._connection, boxes - self._records.keys()) | self._records
        )
        return boxes

    def _hear(self, facts: Sequence[Fact]) -> set[str]:
        """Fold what is settled and what allies say; return the boxes that it bears on."""
        looks = (fact for fact in facts if fact.kind == kinds.ALLY_READ)
        self.changes.ally_looks.extend(map(ally_look_row, looks))
        for life in settled.folded(self._connection, facts):
            row = settled.accord_row(life)
            self.changes.accords_out.append(str(row["name"]))
            self.changes.accords.append(row)
        heard = Hearing(self._connection, self.changes).hear(facts)
        rows = known.boxes_of(self._connection, heard)
        boxes = {row.box_id for row in rows if row.listed}
        unread = boxes - self._records.keys()
        self._records = known.records(self._connection, unread) | self._records
        return boxes

    def _share(self, box: str, entry: Entry, equipment_number: str) -> None:
        record = self._records.get(box)
        if record is not None:
            consignment = entry.consignment
            self.changes.parties.extend(party_rows(record, consignment, equipment_number))

    def _restay(self, containers: set[str], rewritten: set[str]) -> None:
        """Carry new movements over to boxes that were not written anew."""
        rows = [
            row
            for row in known.boxes_with(self._connection, containers)
            if row.box_id not in rewritten
        ]
        unread = {row.box_id for row in rows} - self._records.keys()
        self._records = known.records(self._connection, unread) | self._records
        for row in rows:
            self._list(row)

    def _list(self, row: Row[*tuple[Any, ...]]) -> None:
        """Say anew where a box stands and whether it is still on the list."""
        stayed = stay(_voyage(row), self._retold.journeys.get(row.container, ()))
        record = self._records.get(row.box_id)
        lapsed = record is not None and record.lapsed
        listed = not (stayed.gone or row.cancelled or lapsed)
        self.changes.stays.append(
            {
                "of_box": row.box_id,
                "new_terminal": stayed.terminal,
                "new_available_at": stayed.available_at,
                "new_deadline_at": stayed.deadline_at,
                "new_loaded": int(stayed.loaded),
                "new_listed": int(listed),
            }
        )
        self.changes.ranks[row.box_id] = row.probability if listed else None

    def _restand(self, touched: set[str], rewritten: set[str]) -> None:
        """Carry changed records over to boxes that were not written anew."""
        left = touched - rewritten
        self.changes.parties_out.extend(sorted(left))
        rows = known.boxes_named(self._connection, left)
        entries = known.entries(self._connection, {row.consignment_id for row in rows})
        scanned = pictures(self._connection, {row.container for row in rows}, self.changes)
        noticed = hints(self._connection, entries.values(), self.changes)
        back = [row for row in rows if _ever_lapsed(self._records.get(row.box_id))]
        unread = {row.container for row in back} - self._retold.journeys.keys()
        self._retold.journeys = {
            **known.journeys(self._connection, unread),
            **self._retold.journeys,
        }
        for row in back:
            self._list(row)
        for row in rows:
            record = self._records.get(row.box_id)
            machine = weight(scanned, row.container, row.from_at, row.until_at)
            said = noticed.get(row.box_id, ())
            seen = looked.columns(record, row.prior, row.size_type, row.reasons, machine, said)
            columns = standing(record) | seen
            self.changes.standings.append(
                {"of_box": row.box_id, **{f"new_{name}": v for name, v in columns.items()}}
            )
            ranks = self.changes.ranks
            if ranks.get(row.box_id, row.probability if row.listed else None) is not None:
                ranks[row.box_id] = _probability(seen["probability"])
            self._share(row.box_id, entries[row.consignment_id], row.equipment_number)


def _voyage(row: Row[*tuple[Any, ...]]) -> Voyage:
    return Voyage(row.port_of_discharge, row.arrival_at, row.from_at, row.until_at)


def _ever_lapsed(record: Record | None) -> bool:
    return record is not None and any(entry.kind is BoxEvent.LAPSED for entry in record.history)


def _probability(value: object) -> float:
    assert isinstance(value, float)  # noqa: S101 - the table's own type
    return value
