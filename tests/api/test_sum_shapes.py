"""What the API says of sums is all that the node can say."""

from typing import get_args

from quaywatch.alliance.learning import Why
from quaywatch.alliance.sums import Refusal
from quaywatch.api.sum_shapes import SumRefusalName, SumWhyName


def test_each_reason_of_a_sum_that_came_to_nothing_has_a_sentence_on_the_page() -> None:
    assert set(get_args(SumWhyName)) == {one.value for one in Why}
    assert set(get_args(SumRefusalName)) == {one.value for one in Refusal}
