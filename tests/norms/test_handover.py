"""Whoever gets an assessment can tell whether it is the one that was signed."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.ledger.signing import Key
from quaywatch.norms.faults import Unreadable
from quaywatch.norms.handover import Tampered, opened, signed
from quaywatch.norms.package import Package, packed
from tests.norms.generating import packages
from tests.norms.making import CATALOGUE, DAY, PEER, PORT, answered

SOUND = packed(answered(), CATALOGUE, DAY)


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Key:
    return Key.at(tmp_path_factory.mktemp("keys") / "node.key")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Key:
    return Key.at(tmp_path_factory.mktemp("keys") / "other.key")


@given(package=packages())
@settings(max_examples=60)
def test_what_was_signed_opens_however_it_is_laid_out(package: Package, key: Key) -> None:
    document, signature = signed(package, PORT, key)
    for text in (document, json.dumps(json.loads(document), sort_keys=True).encode()):
        assert opened(text, signature, {PORT: [key.public]}) == package


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [one for key, each in value.items() for one in leaves(each, (*path, key))]
    if isinstance(value, list):
        return [one for at, each in enumerate(value) for one in leaves(each, (*path, at))]
    return [path]


@given(data=st.data())
def test_any_changed_value_is_refused(data: st.DataObject, key: Key) -> None:
    document, signature = signed(SOUND, PORT, key)
    said = json.loads(document)
    *way, last = data.draw(st.sampled_from(leaves(said)))
    at = said
    for step in way:
        at = at[step]
    before = at[last]
    at[last] = before + 1 if isinstance(before, int | float) else "GOV-00"
    with pytest.raises((Tampered, Unreadable)):
        opened(json.dumps(said).encode(), signature, {PORT: [key.public]})


def test_a_dropped_finding_is_refused(key: Key) -> None:
    document, signature = signed(SOUND, PORT, key)
    said = json.loads(document)
    said["findings"] = []
    with pytest.raises(Tampered, match="something else"):
        opened(json.dumps(said).encode(), signature, {PORT: [key.public]})


def test_a_key_that_is_not_the_ports_own_signs_for_nobody(key: Key, other: Key) -> None:
    document, signature = signed(SOUND, PORT, other)
    for known in ({PORT: [key.public]}, {PEER: other.public}, {}):
        with pytest.raises(Tampered, match="is none of"):
            opened(document, signature, known)


@pytest.mark.parametrize("signature", [b"", b"{}", b"\xff", b'{"signer": 1}'])
def test_a_signature_that_is_none_is_refused(signature: bytes, key: Key) -> None:
    document, _ = signed(SOUND, PORT, key)
    with pytest.raises(Tampered, match="signature is none"):
        opened(document, signature, {PORT: [key.public]})


def test_a_number_that_has_no_canonical_form_is_refused(key: Key, tmp_path: Path) -> None:
    document, signature = signed(SOUND, PORT, key)
    huge = document.replace(b'"of": 1000', b'"of": 36028797018963969')
    assert huge != document
    with pytest.raises((Tampered, Unreadable)):
        opened(huge, signature, {PORT: [key.public]})
