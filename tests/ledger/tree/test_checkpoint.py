"""A checkpoint counts when its log has signed it; witnesses count when they have seen it too."""

from base64 import b64encode
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.ledger.tree import BadNote, Checkpoint, Key, Tree, Witness, cosigned, opened, signed

LOG = "quaywatch.example/antwerp"
OWN, ALLY, OTHER = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2, 3))
KEY = Key(LOG, OWN.public_key())
ROTTERDAM = Witness("quaywatch.example/rotterdam", ALLY.public_key())
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
CHECKPOINT = Checkpoint(LOG, 3, Tree([b"a" * 32, b"b" * 32, b"c" * 32]).root())
NOTE = signed(CHECKPOINT, LOG, OWN)
SEEN = cosigned(NOTE, ROTTERDAM.name, ALLY, AT)


def test_a_signed_checkpoint_reads_back_with_the_witnesses_that_are_known() -> None:
    assert opened(NOTE, KEY).checkpoint == CHECKPOINT
    assert opened(SEEN, KEY).witnessed == {}
    assert opened(SEEN, KEY, [ROTTERDAM]).witnessed == {ROTTERDAM.name: AT}


def test_it_is_written_as_other_tools_read_it() -> None:
    lines = SEEN.split("\n")
    assert lines[:2] == [LOG, "3"]
    assert lines[3] == ""
    assert lines[4].startswith(f"\N{EM DASH} {LOG} ")
    assert lines[5].startswith(f"\N{EM DASH} {ROTTERDAM.name} ")


def test_another_key_under_the_same_name_has_not_signed_it() -> None:
    with pytest.raises(BadNote, match="has not signed it"):
        opened(NOTE, Key(LOG, OTHER.public_key()))
    with pytest.raises(BadNote, match="not of"):
        opened(NOTE, Key("quaywatch.example/hamburg", OWN.public_key()))


def test_a_witness_is_believed_only_by_its_own_key() -> None:
    forged = cosigned(NOTE, ROTTERDAM.name, OTHER, AT)
    assert opened(forged, KEY, [ROTTERDAM]).witnessed == {}


@given(st.data())
def test_whatever_is_changed_in_what_was_signed_is_noticed(data: st.DataObject) -> None:
    body = NOTE.index("\n\n")
    at = data.draw(st.integers(0, body - 1))
    new = data.draw(st.characters(min_codepoint=33, max_codepoint=126))
    changed = NOTE[:at] + new + NOTE[at + 1 :]
    if changed != NOTE:
        with pytest.raises(BadNote):
            opened(changed, KEY)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "\n\n",
        "a\n1\nx\n\n",
        f"{LOG}\n03\n{'A' * 44}\n\n\N{EM DASH} {LOG} AAAA\n",
        f"{LOG}\n²\n{'A' * 43}=\n\n\N{EM DASH} {LOG} AAAA\n",
        f"{LOG}\n3\nAAAA\n\n\N{EM DASH} {LOG} AAAA\n",
        f"{LOG}\n3\n{'A' * 43}=\n\n- {LOG} AAAA\n",
        f"{LOG}\n3\n{'A' * 43}=\n\n\N{EM DASH} {LOG} !!!!\n",
        "a" * 70_000,
    ],
)
def test_what_is_no_checkpoint_is_refused_with_a_reason(note: str) -> None:
    with pytest.raises(BadNote):
        opened(note, KEY)


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(note: str) -> None:
    with pytest.raises(BadNote):
        opened(note, KEY)


def test_a_cosignature_of_no_time_that_there_is_is_refused() -> None:
    body = CHECKPOINT.text.encode()
    seconds = 2**63
    signature = ALLY.sign(b"cosignature/v1\ntime " + str(seconds).encode() + b"\n" + body)
    said = b64encode(ROTTERDAM.id + seconds.to_bytes(8, "big") + signature).decode()
    with pytest.raises(BadNote, match="no time"):
        opened(f"{NOTE}\N{EM DASH} {ROTTERDAM.name} {said}\n", KEY, [ROTTERDAM])
