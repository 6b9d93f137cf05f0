"""What is known of parties is kept as bytes, and looking at it leaves no trace."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.links import Network, Weights
from tests.links.stories import STORIES, tell


def followed(story) -> Network:
    network = Network()
    for hour, told in enumerate(story):
        tell(network, hour, told)
    return network


@given(story=STORIES, data=st.data())
@settings(max_examples=60, deadline=None)
def test_whoever_goes_on_from_a_snapshot_says_the_same(story, data) -> None:
    middle = data.draw(st.integers(0, len(story)))
    kept = Network.load(followed(story[:middle]).dump())
    whole = followed(story[:middle])
    for hour, told in list(enumerate(story))[middle:]:
        assert tell(kept, hour, told) == tell(whole, hour, told)
    assert kept.dump() == whole.dump()
    assert all(kept.resolver.why(m) == whole.resolver.why(m) for m in mentions(whole))


@given(story=STORIES, aside=STORIES, data=st.data())
@settings(max_examples=60, deadline=None)
def test_what_is_only_looked_at_leaves_no_trace(story, aside, data) -> None:
    middle = data.draw(st.integers(0, len(story)))
    looked, told_once = followed(story[:middle]), followed(story[:middle])
    with looked.looking():
        seen = [tell(looked, middle + hour, told) for hour, told in enumerate(aside)]
    other = followed(story[:middle])
    assert seen == [tell(other, middle + hour, told) for hour, told in enumerate(aside)]
    assert looked.dump() == told_once.dump()
    for hour, told in list(enumerate(story))[middle:]:
        assert tell(looked, hour, told) == tell(told_once, hour, told)
    assert looked.dump() == told_once.dump()


def mentions(network: Network) -> list[str]:
    return [mention for ids in network.consignments.values() for mention in ids]


@given(story=STORIES, aside=STORIES, within=STORIES)
@settings(max_examples=40, deadline=None)
def test_who_looks_within_a_look_leaves_no_trace_in_it_either(story, aside, within) -> None:
    looked, other, untold = followed(story), followed(story), followed(story)
    start = len(story)
    with looked.looking():
        for hour, told in enumerate(aside):
            with looked.looking():
                for place, one in enumerate(within):
                    tell(looked, start + hour + place, one)
            assert tell(looked, start + hour, told) == tell(other, start + hour, told)
        assert looked.dump() == other.dump()
    assert looked.dump() == untold.dump()


@given(story=STORIES, batch=STORIES)
@settings(max_examples=40, deadline=None)
def test_what_is_settled_stands_as_if_it_had_been_told_at_once(story, batch) -> None:
    tried, other = followed(story), followed([*story, *batch])
    tried.journal.begin()
    for hour, told in enumerate(batch):
        tell(tried, len(story) + hour, told)
    tried.journal.settle()
    assert tried.dump() == other.dump()


def test_a_snapshot_of_other_weights_is_refused() -> None:
    weights = Weights.default()
    other = msgspec.structs.replace(weights, prior=weights.prior - 1)
    with pytest.raises(ValueError, match="but this is"):
        Network.load(Network().dump(), other)


def test_bytes_that_are_no_snapshot_are_refused() -> None:
    with pytest.raises(ValueError, match="no snapshot"):
        Network.load(b"\x00")
