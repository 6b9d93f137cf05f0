"""Departures from segment tables are located, and stop nothing."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.cargo import Problem
from quaywatch.formats.edifact import cuscar
from quaywatch.formats.edifact.structure import defects, structure
from quaywatch.formats.edifact.structure.tables import TABLES
from quaywatch.formats.source import Source
from tests.formats.edifact.test_mutations import ODD
from tests.formats.making import filing, interchange, message

HEAD = ("BGM++M1+9", "DTM+137:260101:101", "TDT+20+1", "LOC+5+ECGYE", "DTM+178:260101:101")
BOX = ("LOC+147+0010203::5", "MEA+WT++KGM:1", "LOC+9+ECGYE", "RFF+BM:1", "EQD+CN+TSTU1+22G1")


def found(*segments: str, kind: str = "BAPLIE:D:95B:UN") -> list[Problem]:
    data = interchange(message(*segments, kind=kind)).encode()
    problems = list(defects(Source(BytesIO(data))))
    for problem in problems:
        assert problem.offset is not None
        assert problem.segment is not None
        assert data[: problem.offset].count(b"'") == problem.segment - 1
    return problems


def test_a_message_that_follows_its_table_has_none() -> None:
    assert found(*HEAD, *BOX, *BOX) == []


def test_a_mandatory_segment_that_is_left_out_is_missed_where_the_next_one_stands() -> None:
    (missing,) = found(*HEAD, *BOX, BOX[0], *BOX[2:])
    assert (missing.code, missing.severity) == ("structure.missing", "warning")
    assert "MEA" in missing.message
    # UNB and UNH stand before the segments given here.
    assert missing.segment == 2 + len(HEAD) + len(BOX) + 2


def test_a_segment_out_of_place_is_told_and_the_next_ones_are_judged_as_before() -> None:
    (misplaced,) = found(*HEAD, "TMP+2+1:CEL", *BOX)
    assert (misplaced.code, misplaced.segment) == ("structure.misplaced", 3 + len(HEAD))


def test_a_segment_that_the_type_does_not_know_is_told() -> None:
    (unknown,) = found(*HEAD, *BOX, "SEL+1")
    assert unknown.code == "structure.unknown"


def test_more_repetitions_than_allowed_are_told() -> None:
    problems = found(*HEAD[:2], *HEAD[2:] * 4, *BOX)
    assert (problems[0].code, problems[0].segment) == ("structure.repeated", 3 + 2 + 3 * 3)


def test_the_nearest_directory_judges_more_mildly() -> None:
    (misplaced,) = found(*HEAD, "TMP+2+1:CEL", *BOX, kind="BAPLIE:D:96A:UN")
    assert misplaced.severity == "info"
    assert "D.95B" in misplaced.message


def test_types_without_table_are_passed_over() -> None:
    assert found("ZZZ+1", kind="ORDERS:D:96A:UN") == []


def test_what_we_write_follows_its_table() -> None:
    assert list(defects(Source(BytesIO(cuscar.write([filing(3)]))))) == []


def test_a_kind_of_departure_is_told_so_often_and_no_more() -> None:
    problems = found(*HEAD, *["TMP+2+1:CEL"] * 50)
    assert len([p for p in problems if p.code == "structure.misplaced"]) == 20


@pytest.mark.parametrize(("name", "directory"), TABLES)
def test_every_table_can_be_read(name: str, directory: str) -> None:
    table = structure(name, directory)
    assert table is not None
    assert table.directory == directory
    assert [table.nodes[0].tag, table.nodes[-1].tag] == ["UNH", "UNT"]
    assert TABLES[name, directory].count("(") == TABLES[name, directory].count(")")


@given(st.binary(max_size=300).map(lambda data: ODD + data + ODD))
def test_no_bytes_stop_it(data: bytes) -> None:
    list(defects(Source(BytesIO(data))))
