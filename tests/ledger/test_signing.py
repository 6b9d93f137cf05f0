"""A node signs by a key of its own, which nobody else may read."""

from pathlib import Path

import pytest

from quaywatch.ledger import LedgerError
from quaywatch.ledger.signing import KEY_FILE, Key, is_signed, key_path


def test_a_key_is_made_once_and_is_its_owner_s_alone(tmp_path: Path) -> None:
    where = tmp_path / "deep" / "node.key"
    made = Key.at(where)
    assert where.stat().st_mode & 0o777 == 0o600
    assert Key.at(where).public == made.public
    where.chmod(0o640)
    with pytest.raises(LedgerError, match="read by others"):
        Key.at(where)


@pytest.mark.parametrize("content", [b"", b"nonsense", b"-----BEGIN PRIVATE KEY-----\n"])
def test_what_is_no_key_is_refused(tmp_path: Path, content: bytes) -> None:
    where = tmp_path / "node.key"
    where.write_bytes(content)
    where.chmod(0o600)
    with pytest.raises(LedgerError, match="cannot be read"):
        Key.at(where)


def test_a_signature_is_true_of_the_very_bytes_and_of_the_key_that_made_it(tmp_path: Path) -> None:
    key, other = Key.at(tmp_path / "a"), Key.at(tmp_path / "b")
    signature = key.sign(b"this")
    assert is_signed(key.public, signature, b"this")
    assert key.sign(b"this") == signature
    assert not is_signed(key.public, signature, b"that")
    assert not is_signed(other.public, signature, b"this")
    for wrong in ("", "zz", signature[:-2]):
        assert not is_signed(key.public, wrong, b"this")
        assert not is_signed(wrong, signature, b"this")


def test_the_key_lies_beside_the_file_or_at_home_or_where_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv(KEY_FILE, raising=False)
    assert key_path(tmp_path / "node.sqlite") == tmp_path / "node.sqlite.key"
    assert key_path(f"sqlite:///{tmp_path}/node.sqlite") == tmp_path / "node.sqlite.key"
    one = key_path("postgresql://ann:secret@host/one")
    assert one.parent == tmp_path / ".quaywatch"
    assert one == key_path("postgresql://bob:other@host/one")
    assert one != key_path("postgresql://ann:secret@host/two")
    monkeypatch.setenv(KEY_FILE, "/etc/keys/node.key")
    assert key_path(tmp_path / "node.sqlite") == Path("/etc/keys/node.key")
