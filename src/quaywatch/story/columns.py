"""Movements as columns, laid out as rows of `EVENT`: the same bits as `encoding.movement_rows`."""

from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl

from quaywatch.cargo import Classifier, MovementKind
from quaywatch.cargo.columns import INSTANT
from quaywatch.cargo.compiled import compiled
from quaywatch.cargo.identifiers import container_number, seal_number
from quaywatch.cargo.terms import col
from quaywatch.story import encoding
from quaywatch.story.events import CERTAINTIES, KINDS, SEALS, Rows, Unsure, empty

SCHEMA: dict[str, pl.DataType] = {
    "known": pl.Int64(),
    "source": pl.String(),
    "equipment_number": pl.String(),
    "kind": pl.String(),
    "classifier": pl.String(),
    "at": INSTANT,
    "location": pl.String(),
    "vessel_name": pl.String(),
    "imo_number": pl.String(),
    "size_type": pl.String(),
    "packed": pl.Boolean(),
    "seals": pl.List(pl.String()),
    "gross_mass_kg": pl.Float64(),
    "verified_gross_mass_kg": pl.Float64(),
    "port_of_loading": pl.String(),
    "port_of_discharge": pl.String(),
}
"""One movement a row; further columns are ignored."""

_KINDS = {kind.value: int(KINDS[kind]) for kind in MovementKind}
_CERTAINTIES = {classifier.value: int(CERTAINTIES[classifier]) for classifier in Classifier}


def frame_rows(movements: pl.DataFrame) -> Rows:
    """Return rows of movements given with the columns of `SCHEMA`."""
    rows: Any = empty(movements.height)
    column = movements.get_column
    rows["known"] = column("known").to_numpy()
    rows["at"] = column("at").dt.epoch("us").to_numpy()
    rows["container"] = _containers(column("equipment_number"))
    rows["kind"] = _each(column("kind"), _KINDS.__getitem__)
    rows["classifier"] = _each(column("classifier"), _CERTAINTIES.__getitem__)
    rows["packed"] = column("packed").cast(pl.Int8).fill_null(-1).to_numpy()
    for field, name, meaning in (
        ("source", "source", encoding.text),
        ("place", "location", encoding.place),
        ("pol", "port_of_loading", encoding.place),
        ("pod", "port_of_discharge", encoding.place),
        ("vessel", "vessel_name", encoding.text),
        ("imo", "imo_number", encoding.imo),
        ("size", "size_type", encoding.size),
    ):
        rows[field] = _each(column(name), meaning)
    for field, name in (("mass", "gross_mass_kg"), ("verified", "verified_gross_mass_kg")):
        rows[field] = _kilograms(column(name))
    _write_seals(rows, column("seals"))
    return rows


def _each(texts: pl.Series, meaning: Callable[[Any], int]) -> Any:
    """Ask the meaning of each distinct text once; codes repeat a lot."""
    distinct = texts.unique()
    meanings = [meaning(text) for text in distinct]
    if len(distinct) == 1:
        return meanings[0]
    return texts.replace_strict(distinct, meanings, return_dtype=pl.Int64).to_numpy()


def _kilograms(masses: pl.Series) -> Any:
    values = masses.fill_null(0.0).fill_nan(0.0).to_numpy()
    sound = (values > 0) & (values < encoding.HEAVIEST_KG)
    return np.where(sound, np.rint(np.where(sound, values, 0.0)), 0.0)


def _containers(numbers: pl.Series) -> Any:
    bare = (
        numbers.to_frame("n").select(container_number.canonical_column(col("n")).expr).to_series()
    )
    formed = bare.str.contains("^[A-Z]{4}[0-9]{7}$").to_numpy()
    values = np.zeros(len(numbers), dtype=np.uint64)
    text = "".join(bare.filter(pl.Series(formed)).to_list()).encode()
    characters = np.frombuffer(text, dtype=np.uint8).reshape(-1, 11).astype(np.uint64)
    letters = np.zeros(len(characters), dtype=np.uint64)
    for place in range(4):
        letters = letters * 26 + characters[:, place] - ord("A")
    for place in range(4, 11):
        letters = letters * 10 + characters[:, place] - ord("0")
    values[formed] = letters
    for row in np.flatnonzero(~formed):
        values[row] = encoding.container(numbers[int(row)])
    return values


def _write_seals(rows: Any, seals: pl.Series) -> None:
    owners = np.repeat(np.arange(len(seals)), seals.list.len().fill_null(0).to_numpy())
    flat = seals.list.explode(keep_nulls=False, empty_as_null=False)
    digests = _seal_digests(flat)
    sets = rows["seals"]
    unsure = rows["unsure"]
    _lay_seals(sets, unsure, owners, digests)


def _seal_digests(numbers: pl.Series) -> Any:
    """Return `encoding.seal` of each number, at once for plain letters and digits."""
    frame = numbers.to_frame("n")
    stands_in = frame.select(seal_number.placeholder_column(col("n")).expr).to_series()
    ascii_only = numbers.str.len_bytes() == numbers.str.len_chars()
    bare = numbers.str.replace_all("[^0-9A-Za-z]", "").str.to_uppercase()
    data = np.frombuffer("".join(bare.filter(ascii_only).to_list()).encode(), dtype=np.uint8)
    lengths = bare.filter(ascii_only).str.len_bytes().to_numpy().astype(np.int64)
    digests = np.zeros(len(numbers), dtype=np.uint32)
    digests[ascii_only.to_numpy()] = _fnv(data, lengths)
    for row in np.flatnonzero(~ascii_only.to_numpy()):
        digests[row] = encoding.seal(numbers[int(row)])
    digests[stands_in.to_numpy()] = 0
    return digests


@compiled
def _fnv(data: Any, lengths: Any) -> Any:
    """Return `encoding.text` of texts that stand end to end, nothing but letters and digits."""
    digests = np.zeros(len(lengths), dtype=np.uint32)
    start = 0
    for i in range(len(lengths)):
        digest = np.uint64(0x811C9DC5)
        for j in range(start, start + lengths[i]):
            digest = (digest ^ np.uint64(data[j])) * np.uint64(0x01000193) & np.uint64(0xFFFFFFFF)
        start += lengths[i]
        if lengths[i] > 0:
            digests[i] = max(digest, np.uint64(1))
    return digests


_UNSURE = int(Unsure.SEALS)


@compiled
def _lay_seals(sets: Any, unsure: Any, owners: Any, digests: Any) -> None:
    """Put each row's digests into its slots by size, each once; note rows that have too many."""
    for k in range(len(owners)):
        row, digest = owners[k], digests[k]
        if digest == 0:
            continue
        for slot in range(SEALS):
            held = sets[row, slot]
            if held == digest:
                digest = np.uint32(0)
            elif held == 0 or digest < held:
                sets[row, slot] = digest
                digest = held
            if digest == 0:
                break
        if digest != 0:
            unsure[row] |= _UNSURE
