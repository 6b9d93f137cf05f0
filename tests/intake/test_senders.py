"""Senders are machines with a key or a certificate, and nothing stored gives either away."""

import pytest
from sqlalchemy import text

from quaywatch.intake import Sender, SenderError, Senders
from quaywatch.node import Node

FINGERPRINT = "ab" * 32


def test_a_key_finds_its_sender_and_no_other_does(node: Node) -> None:
    senders = Senders(node.ledger.engine)
    key = senders.add(Sender("carrier", frozenset({"TSTL", "TSTA"})))
    other = senders.add(Sender("terminal"))
    assert senders.with_key(key) == Sender("carrier", frozenset({"TSTL", "TSTA"}))
    assert senders.with_key(other) == Sender("terminal")
    for wrong in ("", key[:-1], key.swapcase(), "carrier"):
        assert senders.with_key(wrong) is None


def test_the_database_does_not_hold_the_key(node: Node) -> None:
    key = Senders(node.ledger.engine).add(Sender("carrier"))
    with node.ledger.engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM sender")).all()
    assert key.encode() not in b"".join(str(row).encode() for row in rows)


def test_a_certificate_finds_its_sender(node: Node) -> None:
    senders = Senders(node.ledger.engine)
    senders.add(Sender("plain"))
    senders.add(Sender("sealed", certificate=FINGERPRINT))
    found = senders.with_certificate(FINGERPRINT)
    assert found is not None
    assert found.name == "sealed"
    assert senders.with_certificate("") is None
    assert senders.with_certificate("cd" * 32) is None


def test_a_closed_sender_has_no_way_in_and_its_name_stays_taken(node: Node) -> None:
    senders = Senders(node.ledger.engine)
    key = senders.add(Sender("carrier", certificate=FINGERPRINT))
    senders.close("carrier")
    assert senders.with_key(key) is None
    assert senders.with_certificate(FINGERPRINT) is None
    assert senders.all() == []
    with pytest.raises(SenderError, match="was"):
        senders.add(Sender("carrier"))
    with pytest.raises(SenderError, match="no sender"):
        senders.close("carrier")


@pytest.mark.parametrize(
    "sender",
    [
        Sender(""),
        Sender("../up"),
        Sender("a/b"),
        Sender(".hidden"),
        Sender("a", certificate="AB" * 32),
        Sender("a", frozenset({"X\nY"})),
    ],
)
def test_names_that_leave_a_folder_or_a_line_are_refused(node: Node, sender: Sender) -> None:
    with pytest.raises(SenderError):
        Senders(node.ledger.engine).add(sender)
