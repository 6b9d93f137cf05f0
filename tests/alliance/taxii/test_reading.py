"""Whatever a server makes of instants and cursors, everything it holds comes, and comes once."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.alliance import Purpose
from quaywatch.alliance.stix import objects
from quaywatch.alliance.taxii.calling import Cut, calling
from quaywatch.alliance.taxii.foreign import Terms
from quaywatch.alliance.taxii.reading import Fetched, Point, read
from quaywatch.alliance.taxii.shelf import stamp
from quaywatch.api.taxii import taxii_app
from tests.alliance.making import NOW, ROTTERDAM, notice
from tests.alliance.taxii.place import Place
from tests.alliance.taxii.test_collections import numbered
from tests.web.serving import serving

TERMS = Terms(
    origin=ROTTERDAM,
    purposes=frozenset({Purpose.RISK_ANALYSIS}),
    legal_basis="agreement of the allied ports, art. 4",
    keep_days=30,
)
SECOND = timedelta(seconds=1)


class Careless:
    """A server as they are: one instant for many objects, cursors that it forgets."""

    def __init__(self, *, page: int, forgets_at: frozenset[int] = frozenset()) -> None:
        self.page, self.forgets_at = page, forgets_at
        self.rows: list[tuple[datetime, dict[str, Any]]] = []
        self.calls = 0

    def put(self, count: int, at: datetime, first: int) -> None:
        for one in numbered(first + count)[first:]:
            self.rows.append((at, objects(one)[-1]))
        self.rows.sort(key=lambda row: row[0])

    def __call__(self, query: Mapping[str, str]) -> Fetched:
        self.calls += 1
        after = query.get("added_after", "")
        rows = [row for row in self.rows if stamp(row[0]) > after]
        start = int(query.get("next", "0"))
        if start and self.calls in self.forgets_at:
            return Fetched(status=400, headers={}, body=b"{}")
        found = rows[start : start + self.page]
        more = start + self.page < len(rows)
        body = {"more": more, "objects": [one for _, one in found]}
        if more:
            body["next"] = str(start + self.page)
        headers = {"x-taxii-date-added-last": stamp(found[-1][0])} if found else {}
        return Fetched(status=200, headers=headers, body=json.dumps(body).encode())


@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(-5, 5)), min_size=1, max_size=5),
    st.integers(1, 7),
    st.frozensets(st.integers(1, 20), max_size=9),
)
@settings(max_examples=30, deadline=None)
def test_everything_comes_once(
    puts: list[tuple[int, int]], page: int, forgets: frozenset[int]
) -> None:
    """Objects of one instant, instants that are seen late, cursors that die on the way."""
    server = Careless(page=page, forgets_at=forgets)
    point, come, count = Point(), [], 0
    for number, (many, late) in enumerate(puts):
        server.put(many, NOW + SECOND * (number * 3 + late), count)
        count += many
        for _ in range(30):
            told = read(server, point, TERMS, NOW)
            point = told.point
            come += told.notices
            if not told.stopped:
                break
    assert sorted(one.id for one in come) == sorted(one.id for one in numbered(count))


def test_what_was_had_is_known_again_only_as_long_as_it_can_be_met() -> None:
    server = Careless(page=5)
    server.put(20, NOW, 0)
    point = read(server, Point(), TERMS, NOW).point
    server.put(1, NOW + timedelta(hours=1), 20)
    told = read(server, point, TERMS, NOW)
    assert [one.id for one in told.notices] == [numbered(21)[20].id]
    assert sum(len(page.names) for page in told.point.recent) == 1


def test_what_cannot_be_read_waits_once_with_its_bytes() -> None:
    server = Careless(page=5)
    server.rows = [(NOW, {"type": "malware", "id": "malware--1", "modified": "x"})]
    first = read(server, Point(), TERMS, NOW)
    (waiting,) = first.refused
    assert json.loads(waiting.data) == server.rows[0][1]
    assert not read(server, first.point, TERMS, NOW).refused


@pytest.mark.parametrize(
    ("status", "body"),
    [(500, b""), (200, b"<html>"), (200, b"[" * 50_000), (200, b'{"more": true}'), (302, b"")],
)
def test_an_answer_that_is_none_stops_the_reading_where_it_was(status: int, body: bytes) -> None:
    point = Point(reached=NOW)
    told = read(lambda _: Fetched(status=status, headers={}, body=body), point, TERMS, NOW)
    assert told.stopped
    assert told.point.reached == NOW


def test_a_node_reads_another_over_real_sockets() -> None:
    place = Place()
    for one in numbered(9):
        place.feed.put(one)
    with serving(taxii_app(place)) as address:
        at = f"{address}/root/collections/shared"
        fetch = calling(at, headers={"Authorization": "Bearer of-antwerp"})
        told = read(fetch, Point(), TERMS, NOW)
        assert [one.id for one in told.notices] == [one.id for one in numbered(9)]
        again = read(fetch, told.point, TERMS, NOW)
        assert not again.notices
        place.feed.put(notice(version=2, correction="another box"))
        assert [one.version for one in read(fetch, told.point, TERMS, NOW).notices] == [2]
    with pytest.raises(Cut):
        fetch({})
