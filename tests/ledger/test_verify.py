"""Whatever is changed, removed or put in behind the ledger's back, verify names the first row."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quaywatch.ledger import Breach, Head, Ledger
from quaywatch.ledger.instant import to_microseconds
from quaywatch.ledger.originals import CHUNK_BYTES
from quaywatch.ledger.transaction import chained
from tests.ledger.making import an_event
from tests.ledger.tampering import tamper

TOTAL = 12


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Twelve events: every third with an original, every fourth in a stream."""
    for number in range(1, TOTAL + 1):
        sent = b"%d" % number * CHUNK_BYTES if number % 3 == 0 else None
        stream = {"stream": "box/0f", "version": number} if number % 4 == 0 else {}
        ledger.append([an_event(number, original=sent, **stream)])
    return ledger


def found(ledger: Ledger, remembered: Head | None = None) -> tuple[int, Breach] | None:
    broken = ledger.verify(remembered)
    return broken and (broken.position, broken.breach)


def test_an_untouched_ledger_is_sound(filled: Ledger) -> None:
    assert filled.verify() is None
    assert filled.verify(filled.head()) is None


def test_an_empty_ledger_is_sound(ledger: Ledger) -> None:
    assert ledger.verify() is None


ALTERATIONS = {
    "kind": "'filing.cancelled'",
    "payload": ":payload",
    "known_at": "known_at + 1",
    "key": "'another'",
    "actor": "'nobody'",
    "stream": "'box/10'",
    "version": "version + 1",
    "hash": ":payload",
}


@pytest.mark.parametrize("column", ALTERATIONS)
def test_an_altered_fact_is_named(filled: Ledger, column: str) -> None:
    statement = f"UPDATE event SET {column} = {ALTERATIONS[column]} WHERE position = 8"
    tamper(filled, statement, **({"payload": b"[]"} if ":payload" in statement else {}))
    assert found(filled) == (8, Breach.ALTERED)


def test_a_payload_exchanged_between_two_events_is_named(filled: Ledger) -> None:
    tamper(
        filled,
        "UPDATE event SET payload = "
        "(SELECT payload FROM event AS other WHERE other.position = 7 - event.position + 4) "
        "WHERE position IN (5, 6)",
    )
    assert found(filled) == (5, Breach.ALTERED)


@pytest.mark.parametrize("position", [1, 5, TOTAL])
def test_a_removed_row_is_named(filled: Ledger, position: int) -> None:
    tamper(filled, "DELETE FROM event WHERE position = :position", position=position)
    assert found(filled) == (position, Breach.MISSING)


def test_a_removed_row_whose_gap_was_closed_is_named(filled: Ledger) -> None:
    tamper(filled, "DELETE FROM event WHERE position = 5")
    for position in range(6, TOTAL + 1):
        tamper(filled, "UPDATE event SET position = :p - 1 WHERE position = :p", p=position)
    assert found(filled) == (5, Breach.ALTERED)


def test_a_tail_cut_off_is_named(filled: Ledger) -> None:
    tamper(filled, "DELETE FROM event WHERE position > 9")
    assert found(filled) == (10, Breach.MISSING)


def test_a_ledger_emptied_is_named(filled: Ledger) -> None:
    tamper(filled, "DELETE FROM event")
    assert found(filled) == (1, Breach.MISSING)


def test_a_tail_cut_off_with_the_head_moved_back_shows_against_a_remembered_head(
    filled: Ledger,
) -> None:
    remembered, ninth = filled.head(), filled.read(after=8, limit=1)[0]
    tamper(filled, "DELETE FROM event WHERE position > 9")
    tamper(filled, "UPDATE head SET position = 9, hash = :hash", hash=ninth.hash)
    assert found(filled) is None
    assert found(filled, remembered) == (10, Breach.MISSING)


def test_a_chain_linked_anew_from_a_row_on_shows_against_a_remembered_head(filled: Ledger) -> None:
    remembered = filled.head()
    before = filled.read(after=9, limit=1)[0]
    tamper(filled, "DELETE FROM event WHERE position > 10")
    tamper(filled, "UPDATE head SET position = 10, hash = :hash", hash=before.hash)
    filled.append([an_event(n) for n in range(100, 110)])
    assert found(filled) is None
    assert found(filled, remembered) == (TOTAL, Breach.HEAD)


def forge(ledger: Ledger, position: int) -> None:
    """Put another event in place of one that stands, rightly hashed onto the event before."""
    before = ledger.read(after=position - 2, limit=1)[0]
    _, row = chained(Head(before.position, before.hash), an_event(99), None)
    row["known_at"] = to_microseconds(an_event(99).known_at)
    columns = ", ".join(f"{name} = :{name}" for name in row if name != "position")
    tamper(ledger, f"UPDATE event SET {columns} WHERE position = :position", **row)


def test_a_row_hashed_anew_breaks_the_link_behind_it(filled: Ledger) -> None:
    forge(filled, 5)
    assert found(filled) == (6, Breach.ALTERED)


def test_the_last_row_hashed_anew_is_not_the_head(filled: Ledger) -> None:
    forge(filled, TOTAL)
    assert found(filled) == (TOTAL, Breach.HEAD)


def test_an_altered_original_is_named(filled: Ledger) -> None:
    digest = filled.read(after=5, limit=1)[0].original_digest
    tamper(
        filled,
        "UPDATE original SET data = :data WHERE digest = :digest AND chunk = 0",
        data=b"7" * CHUNK_BYTES,
        digest=digest,
    )
    assert found(filled) == (6, Breach.ORIGINAL)


@pytest.mark.parametrize("chunk", [0, 1])
def test_an_original_with_a_piece_removed_is_named(ledger: Ledger, chunk: int) -> None:
    ledger.append([an_event(1), an_event(2, original=b"ab" * CHUNK_BYTES)])
    tamper(ledger, "DELETE FROM original WHERE chunk = :chunk", chunk=chunk)
    assert found(ledger) == (2, Breach.ORIGINAL)


def test_a_removed_original_is_named(filled: Ledger) -> None:
    tamper(filled, "DELETE FROM original")
    assert found(filled) == (3, Breach.ORIGINAL)


def test_a_row_put_in_is_named(filled: Ledger) -> None:
    tamper(
        filled,
        "INSERT INTO event (position, kind, payload, known_at, key, actor, hash) "
        "VALUES (13, 'filing.received', :data, 0, 'new', '', :data)",
        data=bytes(32),
    )
    assert found(filled) == (13, Breach.ALTERED)


def test_what_lies_beyond_one_page_is_checked_too(ledger: Ledger) -> None:
    ledger.append([an_event(n, original=b"%d" % (n // 2)) for n in range(4_500)])
    assert ledger.verify() is None
    tamper(ledger, "UPDATE event SET actor = 'nobody' WHERE position = 4321")
    assert found(ledger) == (4_321, Breach.ALTERED)


def test_a_gap_wider_than_a_page_is_named(ledger: Ledger) -> None:
    ledger.append([an_event(n) for n in range(4_500)])
    tamper(ledger, "DELETE FROM event WHERE position BETWEEN 11 AND 4400")
    assert found(ledger) == (11, Breach.MISSING)


@pytest.mark.parametrize("value", ["CAST(x'ff' AS TEXT)", "12", "NULL || 'x'", "x'00'"])
def test_a_value_of_a_foreign_type_in_a_file_is_named(tmp_path, value: str) -> None:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.append([an_event(n, stream="s", version=n, original=b"o") for n in range(1, 9)])
        tamper(ledger, f"UPDATE event SET stream = {value}, version = 'v' WHERE position = 5")
        assert found(ledger) == (5, Breach.ALTERED)


@given(
    total=st.integers(1, 9),
    column=st.sampled_from(["DELETE", "payload", "actor", "key", "known_at", "original_digest"]),
    data=st.data(),
)
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_single_change_is_named_exactly(
    new_ledger_url, total: int, column: str, data: st.DataObject
) -> None:
    position = data.draw(st.integers(1, total))
    with Ledger.open(new_ledger_url()) as ledger:
        ledger.append([an_event(n, original=b"%d" % n) for n in range(total)])
        tamper(ledger, alteration(column), position=position, **value_for(column, data))
        broken = ledger.verify()
    assert broken is not None
    assert broken.position == position
    assert msgspec.json.encode(broken)


def alteration(column: str) -> str:
    if column == "DELETE":
        return "DELETE FROM event WHERE position = :position"
    return f"UPDATE event SET {column} = :value WHERE position = :position"


def value_for(column: str, data: st.DataObject) -> dict[str, object]:
    if column == "DELETE":
        return {}
    if column in ("payload", "original_digest"):
        return {"value": data.draw(st.binary(max_size=40))}
    if column == "known_at":
        return {"value": data.draw(st.integers(-(2**60), 2**60))}
    return {"value": data.draw(st.from_regex(r"[a-z]{5,9}", fullmatch=True))}
