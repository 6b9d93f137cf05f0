"""Dropped files are taken in once they are whole, and are never lost or doubled."""

import errno
import os
from pathlib import Path

import pytest

from quaywatch.intake import Gate, Senders
from quaywatch.intake.folder import Folder, prepare
from quaywatch.node import Node
from tests.conformance.test_judge import MANIFEST
from tests.node.making import consignment, filing

LATER = 10_000_000_000.0


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    return prepare(tmp_path / "drop", "carrier")


@pytest.fixture
def folder(tmp_path: Path, gate: Gate, senders: Senders) -> Folder:
    return Folder(tmp_path / "drop", gate, senders, clock=lambda: LATER)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_whole_file_is_taken_and_put_away(node: Node, folder: Folder, inbox: Path) -> None:
    (inbox / "m1.jsonl").write_bytes(filing(consignment()))
    assert folder.sweep() == 1
    assert node.worklist().total == 1
    assert names(inbox) == []
    assert names(inbox.parent / "taken") == ["m1.jsonl"]


@pytest.mark.parametrize("name", ["m1.edi.part", "m1.TMP", ".m1.edi", "m1.filepart"])
def test_a_file_that_is_still_written_is_left_alone(
    node: Node, folder: Folder, inbox: Path, name: str
) -> None:
    (inbox / name).write_bytes(filing(consignment())[:20])
    assert folder.sweep() == 0
    assert names(inbox) == [name]


def test_a_file_that_still_changes_is_left_alone(
    tmp_path: Path, gate: Gate, senders: Senders, inbox: Path
) -> None:
    file = inbox / "m1.jsonl"
    file.write_bytes(filing(consignment()))
    fresh = Folder(tmp_path / "drop", gate, senders, clock=lambda: file.stat().st_mtime + 1)
    assert fresh.sweep() == 0


def test_a_file_taken_before_a_crash_changes_nothing_when_taken_again(
    node: Node, folder: Folder, inbox: Path
) -> None:
    message = filing(consignment())
    (inbox / "m1.jsonl").write_bytes(message)
    folder.sweep()
    head = node.ledger.head()
    (inbox / "m1.jsonl").write_bytes(message)
    assert folder.sweep() == 1
    assert node.ledger.head() == head
    assert names(inbox.parent / "taken") == ["m1.jsonl", "m1~2.jsonl"]


def test_what_cannot_be_understood_is_on_the_ledger_all_the_same(
    node: Node, folder: Folder, inbox: Path
) -> None:
    (inbox / "noise.bin").write_bytes(b"\x00\x01nonsense")
    folder.sweep()
    assert len(node.quarantine()) == 1
    assert names(inbox.parent / "taken") == ["noise.bin"]


def test_a_link_out_of_the_folder_is_not_followed(
    folder: Folder, inbox: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("{}")
    (inbox / "m1.jsonl").symlink_to(secret)
    assert folder.sweep() == 0
    assert secret.exists()


def test_a_file_that_cannot_be_opened_stops_no_other(
    node: Node, folder: Folder, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox / "a.jsonl").write_bytes(b"{}")
    (inbox / "b.jsonl").write_bytes(filing(consignment()))
    os.utime(inbox / "a.jsonl", (1, 1))
    opened = Path.open

    def refuse(self: Path, *arguments: object, **options: object):
        if self.name == "a.jsonl":
            raise PermissionError("not for you")
        return opened(self, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    assert folder.sweep() == 2
    monkeypatch.undo()
    assert names(inbox.parent / "failed") == ["a.jsonl", "a.jsonl.error.txt"]
    assert node.worklist().total == 1


def test_a_folder_of_nobody_is_not_looked_into(folder: Folder, tmp_path: Path) -> None:
    other = prepare(tmp_path / "drop", "stranger")
    (other / "m1.jsonl").write_bytes(filing(consignment()))
    assert folder.sweep() == 0


def test_of_several_files_the_oldest_comes_first(node: Node, folder: Folder, inbox: Path) -> None:
    for age, (name, description) in enumerate((("z", "FRESH BANANAS"), ("a", "SCRAP METAL"))):
        file = inbox / f"{name}.jsonl"
        file.write_bytes(filing(consignment(description=description), reference=name))
        os.utime(file, (age + 1, age + 1))
    folder.sweep()
    assert node.worklist().lines[0].description == "SCRAP METAL"


def test_an_interchange_is_answered_beside_its_inbox(folder: Folder, inbox: Path) -> None:
    (inbox / "m1.edi").write_bytes(MANIFEST)
    (inbox / "m2.jsonl").write_bytes(filing(consignment("BL2")))
    assert folder.sweep() == 2
    assert names(inbox.parent / "replies") == ["m1.edi.reply"]
    assert b"CONTRL" in (inbox.parent / "replies" / "m1.edi.reply").read_bytes()


def test_where_there_is_no_room_for_an_answer_the_file_waits_and_is_taken_later(
    node: Node, folder: Folder, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox / "m1.edi").write_bytes(MANIFEST)
    (inbox / "m2.jsonl").write_bytes(filing(consignment()))

    def full(_path: Path, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(Path, "write_bytes", full)
        assert folder.sweep() == 1
        assert names(inbox) == ["m1.edi"]
    boxes = node.worklist().total
    assert folder.sweep() == 1
    assert node.worklist().total == boxes
    assert names(inbox) == []
    assert "m1.edi.reply" in names(inbox.parent / "replies")


def test_where_there_is_no_room_for_a_note_the_watch_goes_on(
    node: Node, folder: Folder, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox / "m1.jsonl").write_bytes(filing(consignment()))

    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(node, "intake", full)
    monkeypatch.setattr(Path, "write_text", full)
    assert folder.sweep() == 0
    assert names(inbox.parent / "failed") == ["m1.jsonl"]
