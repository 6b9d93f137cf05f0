"""What one text of a profile changed of another."""

from datetime import date

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.rules import Example
from quaywatch.rules.life import changes
from quaywatch.rules.life.changes import spans
from tests.rules.making import profile

TEXT = st.text(alphabet="ab. \n(", max_size=30)


@given(TEXT, TEXT)
def test_both_texts_can_be_read_in_what_is_laid_over_each_other(old: str, new: str) -> None:
    found = spans(old, new)
    assert "".join(each.text for each in found if each.kind != "added") == old
    assert "".join(each.text for each in found if each.kind != "removed") == new


def test_nothing_changed_is_nothing_said() -> None:
    one = profile("mine", "has(consignee.name)")
    assert changes(one, msgspec.structs.replace(one, version=2, author="bob")) == ()


def test_each_field_that_differs_is_named() -> None:
    one = profile("mine", "has(consignee.name)")
    other = msgspec.structs.replace(
        one,
        weight=2.0,
        ends=date(2026, 12, 31),
        title=msgspec.structs.replace(one.title, nl="anders"),
        tests=(Example(name="heavy", match=True, goods=({"gross_mass_kg": 5.0},)),),
    )
    found = {each.field: each.spans for each in changes(one, other)}
    assert found.keys() == {"weight", "ends", "title.nl", "tests"}
    assert found["tests"][0].text == "✓ heavy\n  goods[1].gross_mass_kg = 5.0"


def test_a_first_text_is_all_new() -> None:
    found = changes(None, profile("mine", "has(consignee.name)"))
    assert {span.kind for each in found for span in each.spans} == {"added"}
