"""No name, number or address of the world can be anyone's."""

import re

import numpy as np
import polars as pl

from quaywatch.world import Batch, World
from quaywatch.world.containers import check_digits
from quaywatch.world.names import fold, language_of
from quaywatch.world.reference import lexicon, table


def _brand(word: str) -> bool:
    parts = lexicon()["brand"]
    return any(
        word == start + middle + end
        for start in parts["start"]
        if word.startswith(start)
        for end in parts["end"]
        if word.endswith(end)
        for middle in (word[len(start) : len(word) - len(end)],)
        if middle in parts["middle"]
    )


def _other_words() -> set[str]:
    words = lexicon()
    texts = [t for both in words["trade"].values() for part in both.values() for t in part]
    texts += [form for forms in words["legal"].values() for form in forms]
    texts += table("ports")["name"].to_list() + table("cities")["city"].to_list()
    return {word for text in texts for word in text.split()}


def test_firms_are_made_of_lexicon_words_around_one_invented_brand(world: World) -> None:
    others = _other_words()
    for pool in (world.setting.shippers, world.setting.receivers):
        for name in pool.names.head(pool.size).sample(800, seed=1).to_list():
            left = [word for word in name.split() if word not in others]
            assert len(left) == 1, name
            assert _brand(left[0]), name


def test_nearly_every_firm_has_a_name_of_its_own(world: World) -> None:
    for pool in (world.setting.shippers, world.setting.receivers):
        assert pool.names.head(pool.size).n_unique() > 0.95 * pool.size


def test_identifiers_telephones_and_mail_are_of_reserved_kinds(batch: Batch) -> None:
    papers = batch.frames.consignments
    for role in ("consignor", "consignee", "notify_party"):
        for field, pattern in (
            ("identifier", r"^[A-Z]{2}SIM[0-9]{9}$"),
            ("telephone", r"^\+999 [0-9]{8}$"),
            ("email", r"\.example$"),
        ):
            column = papers[f"{role}_{field}"].drop_nulls()
            assert len(column) > 0
            assert column.str.contains(pattern).all()


def test_ships_bear_valid_numbers_of_a_block_without_ships(batch: Batch) -> None:
    for number in batch.frames.consignments["imo_number"].unique():
        digits = [int(d) for d in number]
        assert digits[0] == 3
        assert sum(d * w for d, w in zip(digits, range(7, 1, -1), strict=False)) % 10 == digits[6]


def test_container_numbers_have_right_check_digits_but_for_a_few(batch: Batch) -> None:
    numbers = batch.frames.equipment["number"]
    assert numbers.str.contains(r"^[A-Z]{3}U[0-9]{7}$").all()
    prefixes = numbers.str.slice(0, 4).unique().sort().to_list()
    owner = numbers.str.slice(0, 4).replace_strict(prefixes, range(len(prefixes))).to_numpy()
    right = check_digits(prefixes, owner, numbers.str.slice(4, 6).cast(pl.Int64).to_numpy())
    wrong = right != numbers.str.slice(10).cast(pl.Int64).to_numpy()
    assert wrong.sum() <= 5
    # ISO 6346's own example
    assert check_digits(["CSQU"], np.array([0]), np.array([305438])).tolist() == [3]


def test_goods_codes_are_subheadings_or_headings_of_the_harmonized_system(batch: Batch) -> None:
    known = table("goods")["hs_code"]
    codes = batch.frames.goods_items["hs_code"].drop_nulls()
    assert (codes.is_in(known.to_list()) | codes.is_in(known.str.slice(0, 4).to_list())).all()


def test_plain_spelling_is_plain() -> None:
    assert fold(pl.Series(["Comércio São Großhandel"])).to_list() == ["COMERCIO SAO GROSSHANDEL"]
    assert language_of("EC") == "es"
    assert all(re.fullmatch(r"[A-Z]{5}", code) for code in table("ports")["locode"])
