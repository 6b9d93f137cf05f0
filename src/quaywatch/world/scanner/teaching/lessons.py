"""Lessons: an honest container, and twice the same with threats in it, as the net sees them."""

import json
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from quaywatch.scans.detection.detecting import seen as seen_in
from quaywatch.scans.detection.features import CELL
from quaywatch.scans.framing.gridding import averaged
from quaywatch.scans.physics.arrays import Pixels
from quaywatch.scans.reading import Reason
from quaywatch.scans.standard import Standard, standard
from quaywatch.world.scanner.basis import parts
from quaywatch.world.scanner.delivering import radiograph
from quaywatch.world.scanner.expecting import shown
from quaywatch.world.scanner.exposing import expose
from quaywatch.world.scanner.installation import INSTALLATIONS, Installation, mirrored
from quaywatch.world.scanner.loading.recipes import Recipe
from quaywatch.world.scanner.loads import Declared, drawn, load
from quaywatch.world.scanner.projecting import project
from quaywatch.world.scanner.scene import Role, Scene
from quaywatch.world.scanner.streaming import seed_of
from quaywatch.world.scanner.teaching.hiding import Hidden, hidden
from quaywatch.world.scanner.teaching.varying import Load, of_any_size, varied
from quaywatch.world.scanner.threats import SUBSTANCE
from quaywatch.world.scanner.trailer import on_trailer
from quaywatch.world.streams import stream

_EMPTY, _TRAILER = 0.05, 0.4
"""Share of lessons on empty containers, beyond those of the trade, and of those on a trailer."""
_STRANGE, _HEAVY = 0.3, 0.2
"""Shares of lessons on loads that no trade packs, and on heavy ones of that kind."""
_SHOWS = 0.5
"""g/cm² from which a cell counts as showing a threat."""
_EACH = 20
"""Lessons of one stream."""
_TYPES = ("22G1", "42G1", "45G1", "45R1", "22R1")


@dataclass(frozen=True, slots=True)
class View:
    """One picture of a lesson."""

    seen: Pixels
    """The net's input by cell along, cell up and channel."""
    threat: Pixels
    """Mean g/cm² of threat by cell; zero in honest pictures."""
    shape: tuple[int, int]
    """Lines and rows of the grid."""
    places: list[dict[str, Any]]
    """Of each threat that shows: place, kg and the cells around it."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """The same container honest and threatened."""

    papers: Declared
    installation: str
    views: list[View]
    """The honest one first."""


def papers_of(seed: int) -> Declared:
    """Return what the container of a lesson holds."""
    rng = stream(seed, "teaching/empty")
    if rng.random() < _EMPTY:
        return Declared(_TYPES[int(rng.integers(len(_TYPES)))], None, 0, 0.0)
    return drawn(seed)


def any_of(seed: int) -> tuple[Declared, Recipe | None]:
    """Return what the container of a lesson holds, of the trade or not, and how it is packed."""
    drawn_ = float(stream(seed, "teaching/load").random())
    strange = Load.STRANGE if drawn_ < _HEAVY + _STRANGE else Load.TRADE
    kind = Load.HEAVY if drawn_ < _HEAVY else strange
    return varied(seed, kind, of_any_size()) or (papers_of(seed), None)


def lesson(
    papers: Declared, seed: int, how: Recipe | None = None, variants: int = 2
) -> Lesson | None:
    """Make the lesson of a seed, packed as its trade does unless told `how`.

    None where the container is not found in its picture.
    """
    rng = stream(seed, "teaching")
    scene = load(papers, seed, how=how)
    scanner = INSTALLATIONS[int(rng.integers(len(INSTALLATIONS)))]
    if rng.random() < 0.5:
        scanner = mirrored(scanner)
    stands = on_trailer(scene, scanner.base) if rng.random() < _TRAILER else scene
    honest = project(stands, scanner)
    views = [_view(honest.copy(), scanner, seed, [])]
    for number in range(variants):
        threats = hidden(scene, 3 + number, rng)
        views.append(_view(honest.copy(), scanner, seed + 7919 * (number + 1), threats))
    seen = [view for view in views if view is not None]
    return Lesson(papers, scanner.name, seen) if len(seen) == len(views) else None


def _view(
    densities: Pixels, scanner: Installation, seed: int, threats: list[Hidden]
) -> View | None:
    maps = [_add(densities, threat.added, scanner) for threat in threats]
    picture = expose(shown(densities, scanner), scanner, seed)
    found = standard(radiograph(picture, scanner))
    if isinstance(found, Reason):
        return None
    seen = seen_in(found)
    along, up = seen.shape[0], seen.shape[1]
    total = np.zeros((along, up), dtype=np.float32)
    places: list[dict[str, Any]] = []
    for threat, rays in zip(threats, maps, strict=True):
        cells = _cells(found, rays, along, up)
        total += cells
        shows = np.argwhere(cells >= _SHOWS)
        if len(shows):
            around = [int(side) for side in (*shows.min(axis=0), *(shows.max(axis=0) + 1))]
            places.append({"place": str(threat.place), "kg": threat.kg, "cells": around})
    return View(seen, total, found.high.shape, places)


def _add(densities: Pixels, added: Scene, scanner: Installation) -> Pixels:
    """Put a threat into a picture's areal densities; return its own g/cm² along each ray."""
    if any(added.solids.role == Role.VOID):
        densities += project(added.of(Role.VOID), scanner)
    rays = project(added.of(Role.THREAT), scanner)
    densities += rays
    share = parts(SUBSTANCE)
    largest = int(np.argmax(np.abs(share)))
    return np.ascontiguousarray(rays[:, :, largest]) / np.float32(share[largest])


def _cells(found: Standard, rays: Pixels, along: int, up: int) -> Pixels:
    lines, rows = found.high.shape
    grid = np.zeros((lines, rows), dtype=np.float32)
    averaged(rays, found.lines.edges, found.rows.edges, grid)
    filled = np.zeros((along * CELL, up * CELL), dtype=np.float32)
    filled[:lines, :rows] = np.nan_to_num(grid)
    return filled.reshape(along, CELL, up, CELL).mean(axis=(1, 3))


def write(taught: Lesson, folder: Path, name: str) -> None:
    """Write a lesson's arrays, and last what is told of it, by which it counts as written."""
    for number, view in enumerate(taught.views):
        np.save(folder / f"{name}.{number}.seen.npy", view.seen.astype(np.float16))
        np.save(folder / f"{name}.{number}.threat.npy", view.threat.astype(np.float16))
    told = {
        "hs_code": taught.papers.hs_code,
        "size_type": taught.papers.size_type,
        "scanner": taught.installation,
        "shapes": [view.shape for view in taught.views],
        "places": [view.places for view in taught.views],
    }
    (folder / f"{name}.json").write_text(json.dumps(told), encoding="utf-8")


def write_all(
    folder: Path,
    first: int,
    count: int,
    *,
    kept: Callable[[Declared], bool],
    strange: bool = False,
    processes: int = 1,
) -> None:
    """Write lessons `kept(papers)` among the first `count` of streams from `first` on.

    Loads are of the trade or, if `strange`, of others as well. What the folder holds is not made
    again. More than one process make the same lessons sooner.
    """
    folder.mkdir(parents=True, exist_ok=True)
    places = [(first + number // _EACH, number % _EACH) for number in range(count)]
    work = partial(_write_one, folder, kept, strange)
    if processes == 1:
        for place in places:
            work(place)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        for _ in pool.map(work, places):
            pass


def _write_one(
    folder: Path, kept: Callable[[Declared], bool], strange: bool, place: tuple[int, int]
) -> None:
    of, number = place
    name = f"{of:04d}-{number:04d}"
    if (folder / f"{name}.json").exists():
        return
    seed = seed_of(of, number)
    papers, how = any_of(seed) if strange else (papers_of(seed), None)
    taught = lesson(papers, seed, how) if kept(papers) else None
    if taught is not None:
        write(taught, folder, name)
