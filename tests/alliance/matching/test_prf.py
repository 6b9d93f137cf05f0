"""The function is the one of RFC 9497: its vectors of appendix A.1 come out to the last bit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.alliance.matching import prf
from quaywatch.alliance.matching.prf import BadElement, Mode, Suite
from quaywatch.alliance.matching.proof import BadProof, check, prove

SEED, INFO = b"\xa3" * 32, b"test key"
INPUTS = (b"\x00", b"\x5a" * 17)
BLIND = "64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706"
OTHER = "222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e"
KEYS = {
    Mode.OPRF: "5ebcea5ee37023ccb9fc2d2019f9d7737be85591ae8652ffa9ef0f4d37063b0e",
    Mode.VOPRF: "e6f73f344b79b379f1a0dd37e07ff62e38d9f71345ce62ae3a9bc60b04ccd909",
}
PUBLIC = "c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e"
OUTPUTS = {
    Mode.OPRF: (
        (
            "527759c3d9366f277d8c6020418d96bb393ba2afb20ff90df23fb7708264e2f3"
            "ab9135e3bd69955851de4b1f9fe8a0973396719b7912ba9ee8aa7d0b5e24bcf6"
        ),
        (
            "f4a74c9c592497375e796aa837e907b1a045d34306a749db9f34221f7e750cb4"
            "f2a6413a6bf6fa5e19ba6348eb673934a722a7ede2e7621306d18951e7cf2c73"
        ),
    ),
    Mode.VOPRF: (
        (
            "b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7d"
            "a4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c"
        ),
        (
            "8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60"
            "356f4610bf816f27afdd84f47719e480906d27ecd994985890e5f539e7ea74b6"
        ),
    ),
}
# Mode, input, blind, blinded element, evaluated element.
STEPS = [
    (
        *(Mode.OPRF, 0, BLIND),
        "609a0ae68c15a3cf6903766461307e5c8bb2f95e7e6550e1ffa2dc99e412803c",
        "7ec6578ae5120958eb2db1745758ff379e77cb64fe77b0b2d8cc917ea0869c7e",
    ),
    (
        *(Mode.OPRF, 1, BLIND),
        "da27ef466870f5f15296299850aa088629945a17d1f5b7f5ff043f76b3c06418",
        "b4cbf5a4f1eeda5a63ce7b77c7d23f461db3fcab0dd28e4e17cecb5c90d02c25",
    ),
    (
        *(Mode.VOPRF, 0, BLIND),
        "863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945",
        "aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e",
    ),
    (
        *(Mode.VOPRF, 1, OTHER),
        "90a0145ea9da29254c3a56be4fe185465ebb3bf2a1801f7124bbbadac751e654",
        "cc5ac221950a49ceaa73c8db41b82c20372a4c8d63e5dded2db920b7eee36a2a",
    ),
]
# Nonce and proof over the first element alone, and over both.
PROOFS = [
    (
        *(1, OTHER),
        (
            "ddef93772692e535d1a53903db24367355cc2cc78de93b3be5a8ffcc6985dd06"
            "6d4346421d17bf5117a2a1ff0fcb2a759f58a539dfbe857a40bce4cf49ec600d"
        ),
    ),
    (
        *(2, "419c4f4f5052c53c45f3da494d2b67b220d02118e0857cdbcf037f9ea84bbe0c"),
        (
            "cc203910175d786927eeb44ea847328047892ddf8590e723c37205cb74600b0a"
            "5ab5337c8eb4ceae0494c2cf89529dcf94572ed267473d567aeed6ab873dee08"
        ),
    ),
]
VERIFIABLE = Suite(Mode.VOPRF)
KEY = prf.read_scalar(bytes.fromhex(KEYS[Mode.VOPRF]))
BEFORE = [bytes.fromhex(step[3]) for step in STEPS[2:]]
AFTER = [bytes.fromhex(step[4]) for step in STEPS[2:]]


@pytest.mark.parametrize("mode", Mode)
def test_keys_follow_from_a_seed_as_the_standard_says(mode: Mode) -> None:
    assert prf.written(Suite(mode).derived(SEED, INFO)).hex() == KEYS[mode]
    assert prf.base_times(KEY).hex() == PUBLIC


@pytest.mark.parametrize(("mode", "at", "blind", "blinded", "evaluated"), STEPS)
def test_blinding_evaluating_and_unblinding_are_those_of_the_standard(
    mode: Mode, at: int, blind: str, blinded: str, evaluated: str
) -> None:
    suite, scalar = Suite(mode), prf.read_scalar(bytes.fromhex(blind))
    key = prf.read_scalar(bytes.fromhex(KEYS[mode]))
    sent = prf.times(scalar, suite.element(INPUTS[at]))
    assert sent.hex() == blinded
    back = prf.times(key, sent)
    assert back.hex() == evaluated
    output = prf.finalized(INPUTS[at], prf.times(pow(scalar, -1, prf.ORDER), back))
    assert output.hex() == OUTPUTS[mode][at]
    assert suite.evaluated(key, INPUTS[at]) == output


@pytest.mark.parametrize(("count", "nonce", "proof"), PROOFS)
def test_proofs_are_those_of_the_standard(count: int, nonce: str, proof: str) -> None:
    # The standard gives the nonce itself; ours is drawn, less one, so that it is never 0.
    drawn = (int.from_bytes(bytes.fromhex(nonce), "little") - 1).to_bytes(64, "little")
    made = prove(VERIFIABLE, KEY, BEFORE[:count], AFTER[:count], lambda _: drawn)
    assert made.hex() == proof
    check(VERIFIABLE, bytes.fromhex(PUBLIC), BEFORE[:count], AFTER[:count], made)


@given(st.integers(0, 511), st.booleans())
def test_a_proof_changed_in_one_bit_proves_nothing(bit: int, swapped: bool) -> None:
    proof = bytes.fromhex(PROOFS[1][2])
    changed = (int.from_bytes(proof, "big") ^ (1 << bit)).to_bytes(64, "big")
    with pytest.raises(BadProof):
        check(VERIFIABLE, bytes.fromhex(PUBLIC), BEFORE, AFTER, changed)
    with pytest.raises(BadProof):
        check(VERIFIABLE, bytes.fromhex(PUBLIC), BEFORE, AFTER[::-1], proof)


@given(st.integers(2, prf.ORDER - 1), st.integers(0, 1))
def test_an_answer_under_another_key_is_noticed(key: int, which: int) -> None:
    answers = list(AFTER)
    answers[which] = prf.times(key, BEFORE[which])
    if answers != AFTER:
        made = prove(VERIFIABLE, KEY, BEFORE, answers)
        with pytest.raises(BadProof):
            check(VERIFIABLE, bytes.fromhex(PUBLIC), BEFORE, answers, made)


@given(st.binary(min_size=32, max_size=32))
def test_bytes_that_are_no_element_are_refused_and_never_crash(data: bytes) -> None:
    try:
        found = prf.times(3, data)
    except BadElement:
        return
    assert len(found) == prf.ELEMENT


def test_nothing_and_halves_are_no_elements() -> None:
    for bad in (bytes(32), b"\xff" * 32, b"\1" * 31, b""):
        with pytest.raises(BadElement):
            prf.times(3, bad)
    with pytest.raises(BadElement):
        prf.split(b"\1" * 33)
    for bad in (bytes(32), prf.ORDER.to_bytes(32, "little"), b"\1"):
        with pytest.raises(BadElement):
            prf.read_scalar(bad)


@given(st.lists(st.integers(1, prf.ORDER - 1), max_size=20))
def test_inverses_undo_their_scalars(scalars: list[int]) -> None:
    undone = zip(scalars, prf.inverses(scalars), strict=True)
    assert all(one * other % prf.ORDER == 1 for one, other in undone)
