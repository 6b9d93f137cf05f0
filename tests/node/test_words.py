"""Messages overtake each other: what a filer wrote last is in force, whenever it arrives."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quaywatch.cargo import Filing, FilingFunction, FilingHeader
from quaywatch.formats import native
from quaywatch.node import Node
from tests.node.making import DAY, NUMBERS, consignment
from tests.node.tables import contents

AMENDS, CANCELS = FilingFunction.AMENDMENT, FilingFunction.CANCELLATION


def said(
    hour: int | None,
    description: str = "FRESH BANANAS",
    function: FilingFunction = AMENDS,
    sender: str = "TSTL",
) -> bytes:
    header = FilingHeader(
        format="native",
        sender=sender,
        reference=f"M{hour}",
        function=function,
        issued_at=None if hour is None else DAY + timedelta(hours=hour),
    )
    made = consignment("BL1", NUMBERS[:1], description=description)
    return native.write([Filing(header=header, consignments=(made,))])


def described(node: Node) -> list[str]:
    return [line.description for line in node.worklist().lines]


def test_an_amendment_that_overtook_its_original_stays_in_force(node: Node) -> None:
    node.intake(said(2, "SCRAP METAL"))
    node.intake(said(1, "FRESH BANANAS", FilingFunction.ORIGINAL))
    assert described(node) == ["SCRAP METAL"]
    assert len(contents(node)["document"]) == 2


def test_an_original_that_comes_after_its_cancellation_stays_off_the_list(node: Node) -> None:
    node.intake(said(1, function=FilingFunction.ORIGINAL))
    node.intake(said(3, function=CANCELS))
    node.intake(said(2))
    assert described(node) == []
    node.intake(said(4, "FILED ANEW"))
    assert described(node) == ["FILED ANEW"]


def test_undated_words_count_as_they_arrive(small_node: Node) -> None:
    small_node.intake(said(5, "DATED"))
    small_node.intake(said(None, "UNDATED"))
    assert described(small_node) == ["UNDATED"]


def test_the_clocks_of_two_filers_are_not_compared(small_node: Node) -> None:
    small_node.intake(said(5, "CARRIER"))
    small_node.intake(said(1, "AGENT", sender="AGNT"))
    assert described(small_node) == ["AGENT"]


words = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(["A", "B"]), st.sampled_from([AMENDS, CANCELS])),
    min_size=1,
    max_size=6,
    unique_by=lambda word: word[0],
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(sent=words, draw=st.randoms())
def test_the_order_of_arrival_does_not_matter(
    open_node: Callable[[str], Node], tmp_path_factory, sent, draw
) -> None:
    folder = tmp_path_factory.mktemp("words")
    messages = [said(*word) for word in sent]
    in_order = open_node(str(folder / "one.sqlite"))
    for message in [m for _, m in sorted(zip([w[0] for w in sent], messages, strict=True))]:
        in_order.intake(message)
    shuffled = [*messages, *messages[:2]]
    draw.shuffle(shuffled)
    other = open_node(str(folder / "two.sqlite"))
    other.intake(b"".join(shuffled))
    assert described(other) == described(in_order)
    rows = contents(other)
    other.rebuild()
    assert contents(other) == rows
