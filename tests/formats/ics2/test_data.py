"""Messages as plain data: typed where the structure says so, the same again when written."""

from datetime import UTC, datetime
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.formats.ics2 import Message, parse, write
from quaywatch.formats.ics2.data import from_data, to_data
from quaywatch.formats.ics2.element import group, leaf
from quaywatch.formats.ics2.instances import drawn, maximal
from quaywatch.formats.ics2.names import NAMES
from tests.formats.ics2.samples import sample


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_message_comes_back_from_its_data(name: str) -> None:
    message = maximal(name)
    assert from_data(name, to_data(message)) == message


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(sorted(NAMES)), st.integers(0, 2**32))
def test_any_instance_comes_back_from_its_data(name: str, seed: int) -> None:
    message = drawn(name, Random(seed))
    assert from_data(name, to_data(message)) == message


def test_values_have_the_type_that_the_structure_says() -> None:
    data = to_data(parse(sample("ie3f11")))
    assert data["documentIssueDate"] == {"DateTime": datetime(2026, 1, 30, 8, tzinfo=UTC)}
    master = data["consignmentMasterLevel"]
    assert master["totalGrossMass"] == Decimal(40825)
    assert master["carrier"]["name"] == "EXAMPLE LINE NV"
    assert [house["transportDocumentHouseLevel"]["documentNumber"] for house in
            master["consignmentHouseLevel"]] == ["HB-1", "HB-2"]  # fmt: skip


def test_what_may_repeat_is_a_list_even_when_it_stands_once() -> None:
    data = to_data(parse(sample("ie3f11")))
    (item,) = data["consignmentMasterLevel"]["goodsItem"]
    assert item["packaging"][0]["numberOfPackages"] == Decimal(2160)


def test_a_value_that_is_none_stays_the_text_it_is() -> None:
    odd = Message(group("IE3R01", group("registrationDate", leaf("DateTime", "yesterday"))))
    assert to_data(odd) == {"registrationDate": {"DateTime": "yesterday"}}
    assert from_data("IE3R01", to_data(odd)) == odd


def test_data_that_is_right_can_be_sent() -> None:
    data = to_data(parse(sample("ie3f11")))
    assert parse(write(from_data("IE3F11", data))) == parse(sample("ie3f11"))
