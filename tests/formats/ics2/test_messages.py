"""Each message keeps every node on its way from bytes to tree and back."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from quaywatch.formats.ics2 import InvalidMessageError, Message, UnreadableError, parse, write
from quaywatch.formats.ics2.element import Element, group, leaf
from quaywatch.formats.ics2.grammar import grammar
from quaywatch.formats.ics2.instances import drawn, maximal, minimal
from quaywatch.formats.ics2.message import unchecked
from quaywatch.formats.ics2.names import NAMES, REPOSITORY
from quaywatch.formats.ics2.structure import structure_of
from tests.formats.ics2.published import FOLDER, REASON, published

needs_published = pytest.mark.skipif(not FOLDER.is_dir(), reason=REASON)
SOME = ("IE4R05", "IE4S02", "IE4Q04", "IE3F11", "IE3F17", "IE3N01")


def instances(name: str) -> list[Message]:
    dice = Random(name)
    return [minimal(name), maximal(name), maximal(name, 1), *(drawn(name, dice) for _ in range(3))]


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_type_is_written_and_read_back_the_same(name: str) -> None:
    for message in instances(name):
        data = write(message)
        assert parse(data) == message
        assert write(parse(data)) == data


@needs_published
@pytest.mark.parametrize("name", sorted(REPOSITORY))
def test_what_is_written_keeps_to_the_published_schema(name: str) -> None:
    for message in instances(name):
        published(name).assertValid(etree.fromstring(write(message)))


def paths(element: Element, above: str = "") -> set[str]:
    here = f"{above}/{element.name}" if above else element.name
    return {here}.union(*(paths(child, here) for child in element.children))


def test_every_node_of_a_related_filing_is_kept() -> None:
    declared = set(grammar().paths("IE4R05"))
    assert len(declared) == 1178
    kept = [paths(parse(write(maximal("IE4R05", turn))).content) for turn in (0, 1)]
    assert set().union(*kept) == declared | {"IE4R05"}


@needs_published
@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(REPOSITORY)), st.integers(0, 2**32))
def test_our_tables_judge_as_the_published_schemas_do(name: str, seed: int) -> None:
    dice = Random(seed)
    root = etree.fromstring(unchecked(drawn(name, dice)))
    spoil(root, dice)
    ours = structure_of(name)
    assert ours is not None
    assert ours.accepts(root) == published(name).validate(root)


def spoil(root: etree._Element, dice: Random) -> None:
    element = dice.choice(list(root.iter("*")))
    parent = element.getparent()
    deed = dice.randrange(4)
    if parent is None:
        return
    if deed == 0:
        parent.remove(element)
    elif deed == 1:
        parent.insert(dice.randrange(len(parent) + 1), etree.fromstring(etree.tostring(element)))
    else:
        element.text = dice.choice(["", "x", "0", "2026-13-01T00:00:00Z", "A" * 80, " é "])


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SOME), st.integers(0, 2**32))
def test_any_instance_round_trips(name: str, seed: int) -> None:
    message = drawn(name, Random(seed))
    assert parse(write(message)) == message


def test_a_message_that_breaks_its_structure_is_not_written() -> None:
    with pytest.raises(InvalidMessageError) as refused:
        write(Message(group("IE4Q10", leaf("MRN", "26BE"))))
    (problem, *_) = refused.value.problems
    assert problem.code == "xml.schema"
    assert problem.field is not None
    assert "IE4Q10" in problem.field


def test_a_text_that_xml_cannot_hold_is_refused() -> None:
    with pytest.raises(InvalidMessageError):
        write(Message(group("IE4Q10", leaf("MRN", "26BE\0"))))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "xml.malformed"),
        (b"<IE4Q10", "xml.malformed"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "xml.dtd"),
        (b"<CC315A/>", "ics2.unknown-message"),
        (b'<IE4Q10 xmlns="urn:other"/>', "ics2.unknown-message"),
    ],
)
def test_other_bytes_are_refused_with_their_reason(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        parse(data)
    assert refused.value.problem.code == code
