"""Payloads that an AS4 access point received are taken in under their sender's name."""

import gzip
from pathlib import Path

import pytest

from quaywatch.intake import Gate, Senders
from quaywatch.intake.as4 import HeaderError, PayloadFolder, expand, read_header
from quaywatch.node import Node
from tests.node.making import consignment, filing

HEADER = """<?xml version="1.0"?>
<eb:Messaging xmlns:eb="http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/">
 <eb:UserMessage>
  <eb:MessageInfo><eb:MessageId>m1@test</eb:MessageId></eb:MessageInfo>
  <eb:PartyInfo>
   <eb:From><eb:PartyId>{party}</eb:PartyId><eb:Role>sender</eb:Role></eb:From>
   <eb:To><eb:PartyId>customs</eb:PartyId><eb:Role>receiver</eb:Role></eb:To>
  </eb:PartyInfo>
  <eb:PayloadInfo><eb:PartInfo href="{href}"><eb:PartProperties>
   <eb:Property name="CompressionType">{compression}</eb:Property>
  </eb:PartProperties></eb:PartInfo></eb:PayloadInfo>
 </eb:UserMessage>
</eb:Messaging>
"""


def write_header(folder: Path, *, party="TSTL", href="cid:p1.bin", compression="") -> Path:
    file = folder / "m1.xml"
    file.write_text(HEADER.format(party=party, href=href, compression=compression))
    return file


@pytest.fixture
def box(tmp_path: Path) -> Path:
    (tmp_path / "as4").mkdir()
    return tmp_path / "as4"


@pytest.fixture
def folder(box: Path, gate: Gate, senders: Senders) -> PayloadFolder:
    return PayloadFolder(box, gate, senders)


def test_a_compressed_payload_is_taken_as_what_it_holds(
    node: Node, folder: PayloadFolder, box: Path
) -> None:
    (box / "p1.bin").write_bytes(gzip.compress(filing(consignment())))
    write_header(box, compression="application/gzip")
    assert folder.sweep() == 1
    assert node.worklist().total == 1
    assert sorted(f.name for f in (box / "taken").iterdir()) == ["m1.xml", "p1.bin"]


def test_a_message_waits_for_its_payload(node: Node, folder: PayloadFolder, box: Path) -> None:
    write_header(box)
    assert folder.sweep() == 0
    (box / "p1.bin").write_bytes(filing(consignment()))
    assert folder.sweep() == 1
    assert node.worklist().total == 1


def test_a_stranger_is_turned_away_with_the_reason(folder: PayloadFolder, box: Path) -> None:
    (box / "p1.bin").write_bytes(filing(consignment()))
    write_header(box, party="STRANGER")
    assert folder.sweep() == 1
    assert "STRANGER" in (box / "failed" / "m1.xml.error.txt").read_text()
    assert (box / "p1.bin").exists()


@pytest.mark.parametrize("href", ["../secret", "/etc/passwd", "cid:a/../../b", "", "x" * 5000])
def test_a_payload_elsewhere_is_refused(box: Path, href: str) -> None:
    with pytest.raises(HeaderError):
        read_header(write_header(box, href=href))


def test_what_expands_without_end_is_cut_off() -> None:
    with pytest.raises(ValueError, match="more than"):
        expand(gzip.compress(b"\0" * 1_000_000), largest=1000)
    with pytest.raises(ValueError, match="is not"):
        expand(b"plain")
    with pytest.raises(ValueError, match="is not"):
        expand(gzip.compress(b"whole")[:-4])


def test_xml_that_is_no_header_is_left_alone(folder: PayloadFolder, box: Path) -> None:
    (box / "other.xml").write_text("<other/>")
    (box / "bad.xml").write_text('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert folder.sweep() == 0
    assert len(list(box.iterdir())) == 2
