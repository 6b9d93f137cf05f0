"""What tells two writings apart, and what does not."""

from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.cargo import Frames
from quaywatch.cargo.identifiers.telephone import telling
from quaywatch.history import few, many
from quaywatch.history.digests import TEXT, Way, digest_texts, xxh64
from quaywatch.history.encoding import filed as encoded
from quaywatch.history.keys import COLUMNS, WAYS, Key
from tests.history.making import bill, filed

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def digest(text: str, way: Way = TEXT) -> int:
    data = np.frombuffer(text.encode(), dtype=np.uint8)
    out = np.zeros((1, 1), dtype=np.int64)
    lengths = np.array([len(data)], dtype=np.uint32)
    digest_texts(data, lengths, np.array([way], dtype=np.int64), out)
    return int(out[0, 0])


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (b"", 0xEF46DB3751D8E999),
        (b"a", 0xD24EC4F1A98C6E5B),
        (b"abc", 0x44BC2CF5AD770999),
        (b"Nobody inspects the spammish repetition", 0xFBCEA83C8A378BF1),
    ],
)
def test_digests_are_the_published_ones(text: bytes, published: int) -> None:
    data = np.frombuffer(text, dtype=np.uint8)
    assert int(xxh64(data, 0, len(data))) == published


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kaai Fruit N.V.", "KAAI FRUIT NV"),
        ("Société Générale", "SOCIETE GENERALE"),
        ("Socie\u0301te\u0301 Ge\u0301ne\u0301rale", "societe generale"),
        ("Straßen-Ærø", "STRASSEN AERO"),
        ("“Łódź” \u2013 Žilina", "Lodz Zilina"),
    ],
)
def test_case_accents_blanks_and_points_do_not_tell_apart(one: str, other: str) -> None:
    assert digest(one) == digest(other)


@pytest.mark.parametrize(("one", "other"), [("Kaai 12", "Kaai 13"), ("日本", "中国")])
def test_letters_and_digits_tell_apart(one: str, other: str) -> None:
    assert digest(one) != digest(other)


@pytest.mark.parametrize("text", ["", " . ", "\u2013", "…"])
def test_what_has_no_letter_or_digit_says_nothing(text: str) -> None:
    assert digest(text) == 0


@given(st.text("0123456789+-() x", max_size=20), st.text("0123456789+-() x", max_size=20))
def test_telephones_are_told_apart_by_the_digits_that_tell(one: str, other: str) -> None:
    way = Way(*WAYS[COLUMNS.index("consignee_telephone")])
    assert (digest(one, way) == 0) == (telling(one) == "")
    assert (digest(one, way) == digest(other, way)) == (telling(one) == telling(other))


def test_a_pair_is_another_in_the_other_direction() -> None:
    keys = encoded(filed((0, bill("Ax", "Bx")), (0, bill("Bx", "Ax")), (0, bill("", "Ax")))).keys
    assert keys[Key.PAIR, 0] != keys[Key.PAIR, 1]
    assert keys[Key.PAIR, 2] == 0


@given(
    st.lists(
        st.tuples(TEXTS, TEXTS, st.none() | TEXTS, st.none() | st.floats(0, 1e9)),
        min_size=1,
        max_size=5,
    )
)
def test_few_and_many_are_encoded_to_the_same_bits(
    said: list[tuple[str, str, str | None, float | None]],
) -> None:
    frames = filed(
        *(
            (n, bill(consignee, consignor, hs_code=code, mass=mass))
            for n, (consignee, consignor, code, mass) in enumerate(said)
        )
    )
    for one, other in zip(few.said(frames), many.said(frames), strict=True):
        assert np.asarray(one).tobytes() == np.asarray(other).tobytes()


def test_of_several_items_the_first_that_says_it_counts() -> None:
    frames = filed((0, bill()))
    goods: Any = frames.goods_items
    later = goods.with_columns(index=pl.lit(1, pl.UInt32), hs_code=pl.lit("090111"))
    shuffled = Frames(frames.consignments, pl.concat([later, goods]), frames.equipment)
    assert encoded(shuffled).keys[Key.GOODS, 0] == encoded(frames).keys[Key.GOODS, 0]
    for one, other in zip(few.said(shuffled), many.said(shuffled), strict=True):
        assert np.asarray(one).tobytes() == np.asarray(other).tobytes()
