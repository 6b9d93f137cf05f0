"""A notice says whose it is, which version it is, and what may be done with it."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given

from quaywatch.alliance import Handling, HandlingCode, Notice, Purpose, Tlp, known_by
from quaywatch.alliance.bodies import Withdrawal
from tests.alliance.making import ANTWERP, HANDLING, NOW, ROTTERDAM, notice, notices


@given(notices())
def test_every_notice_reads_back_the_same(one: Notice) -> None:
    for codec in (msgspec.json, msgspec.msgpack):
        assert codec.decode(codec.encode(one), type=Notice) == one


def test_the_same_reference_of_the_same_node_is_the_same_notice_everywhere() -> None:
    assert known_by(ROTTERDAM, "2026/17") == known_by(ROTTERDAM, "2026/17")
    assert known_by(ROTTERDAM, "2026/17") != known_by(ANTWERP, "2026/17")


def test_a_further_version_says_what_was_wrong_or_takes_it_all_back() -> None:
    with pytest.raises(ValueError, match="what was wrong"):
        notice(version=2)
    assert notice(version=2, correction="312 kg, not 321").correction
    gone = notice(Withdrawal(of="seizure", reason="another container"), version=2)
    assert gone.withdrawn
    assert gone.reference == notice().reference
    with pytest.raises(ValueError, match="first version"):
        notice(Withdrawal(of="seizure", reason=""))


def test_no_version_is_older_than_the_first_and_every_instant_has_its_zone() -> None:
    with pytest.raises(ValueError, match="older"):
        notice(made_at=NOW - timedelta(seconds=1))
    with pytest.raises(ValueError, match="time zone"):
        notice(created_at=NOW.replace(tzinfo=None))


def test_red_goes_no_further_than_amber_and_amber_further_than_red() -> None:
    assert Tlp.RED.at_most(Tlp.AMBER)
    assert not Tlp.GREEN.at_most(Tlp.AMBER_STRICT)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"code": HandlingCode.OTHER}, "without conditions"),
        ({"code": HandlingCode.NO_DISSEMINATION, "onward": True}, "without asking"),
        ({"audience": frozenset()}, "somebody in it"),
    ],
)
def test_handling_that_nobody_could_obey_is_refused(more: dict[str, object], message: str) -> None:
    said = msgspec.structs.asdict(HANDLING) | more
    with pytest.raises(ValueError, match=message):
        Handling(**said)


def test_a_purpose_a_legal_basis_and_an_end_are_never_missing() -> None:
    said = msgspec.to_builtins(HANDLING)
    for name in ("purposes", "legal_basis", "retain_until"):
        less = {key: value for key, value in said.items() if key != name}
        with pytest.raises(msgspec.ValidationError, match=name):
            msgspec.convert(less, Handling)
    assert Purpose.INSPECTION in HANDLING.purposes
