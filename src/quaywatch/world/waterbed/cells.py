"""All lanes into all ports: what trades there, and how much each way of hiding is drawn to it."""

import functools
from dataclasses import dataclass

import numpy as np
import polars as pl

from quaywatch.world.arrays import Bools, Floats, Ints
from quaywatch.world.contraband import BLENDABLE, SHARES, published_pull
from quaywatch.world.evidence import SCHEMES
from quaywatch.world.reference import Lanes, lanes, table
from quaywatch.world.waterbed.config import Opening, Waterbed


@dataclass(frozen=True, slots=True)
class Places:
    """Sites as the ports know them: a port, a country of loading and a chapter of goods.

    One entry a site; `watched` marks Latin American routes, which all ports know.
    """

    port: tuple[str, ...]
    route: tuple[str, ...]
    goods: tuple[str, ...]
    watched: Bools

    def __len__(self) -> int:
        return len(self.port)


@dataclass(frozen=True, slots=True)
class Cells:
    """Lanes by port of discharge; one entry each. How much one attracts is hidden from ports."""

    ports: tuple[str, ...]
    places: Places
    port: Ints
    site: Ints
    route: Ints
    """Number of country of loading and port of discharge."""
    origin: Ints
    goods: Ints
    boxes: Floats
    """A month, of the whole trade."""
    attracts: Floats
    """By [cell, scheme]: share of all that is hidden while nobody is worried."""
    by_volume: Floats
    """The same if hiding followed volume alone."""
    first: Ints
    """By port: the month from which it trades."""
    route_port: Ints
    """By route: its port."""


def make_cells(config: Waterbed) -> Cells:
    """Return the lanes of all ports; raise `ValueError` for a port that opens twice or is known."""
    rows = table("destinations").rows(named=True)
    known = [row["port"] for row in rows]
    ports = (*known, *(opening.port for opening in config.openings))
    if len(set(ports)) < len(ports):
        raise ValueError("a port that opens is not one of the others")
    unknown = {closure.port for closure in config.closures} - set(ports)
    if unknown:
        raise ValueError(f"no trade is known for {min(unknown)!r}")
    into = [lanes(port, 1.0, None) for port in known]
    into += [_opened(opening, into) for opening in config.openings]
    lure = [row["contamination"] for row in rows] + [o.contamination for o in config.openings]
    first = [0] * len(known) + [opening.first for opening in config.openings]
    count = len(into[0].origin)
    port = np.repeat(np.arange(len(ports)), count)
    origin = np.concatenate([each.origin for each in into])
    goods = np.concatenate([each.goods for each in into])
    boxes = np.concatenate([each.boxes for each in into])
    latam = np.concatenate([each.latam for each in into])
    country = table("ports")["locode"].str.slice(0, 2)
    chapter = table("goods")["hs_code"].str.slice(0, 2)
    frame = pl.DataFrame(
        {
            "port": pl.Series(ports).gather(port),
            "route": country.gather(origin),
            "goods": chapter.gather(goods),
            "latam": latam,
        }
    )
    site, places = _numbered(frame, ["port", "route", "goods"])
    route, routes = _numbered(frame, ["port", "route"])
    pull = np.concatenate([published_pull(each) for each in into]) * np.array(lure)[port]
    trades = np.array(first)[port] == 0
    return Cells(
        ports=ports,
        places=Places(
            port=tuple(places["port"]),
            route=tuple(places["route"]),
            goods=tuple(places["goods"]),
            watched=places["latam"].to_numpy(),
        ),
        port=port,
        site=site,
        route=route,
        origin=origin,
        goods=goods,
        boxes=boxes,
        attracts=_attracts(boxes * pull, goods, trades),
        by_volume=_attracts(boxes, goods, trades),
        first=np.array(first, dtype=np.int64),
        route_port=np.array([ports.index(each) for each in routes["port"]], dtype=np.int64),
    )


def _opened(opening: Opening, others: list[Lanes]) -> Lanes:
    """Return a new port's lanes: the mix of all others, at its own two volumes."""
    latam = others[0].latam
    mix: Floats = np.sum([each.boxes for each in others], axis=0)
    factor = np.array(
        [
            (opening.boxes_per_year - opening.latam_boxes_per_year) / float(mix[~latam].sum()),
            opening.latam_boxes_per_year / float(mix[latam].sum()),
        ]
    )
    own = mix * factor[latam.astype(np.int64)]
    return Lanes(others[0].origin, others[0].goods, own / 12, latam)


def _numbered(frame: pl.DataFrame, by: list[str]) -> tuple[Ints, pl.DataFrame]:
    """Return each row's number among the distinct ones, and those in order."""
    distinct = frame.unique(by, keep="first").sort(by)
    joined = frame.join(distinct.with_row_index("n"), on=by, how="left", maintain_order="left")
    return joined["n"].to_numpy().astype(np.int64), distinct


def _attracts(level: Floats, goods: Ints, trades: Bools) -> Floats:
    """Return the level by [cell, scheme]; over cells that trade, a scheme sums to its share."""
    fits = _fits()[goods] * level[:, None]
    whole = fits[trades].sum(axis=0)
    return fits * (SHARES / np.where(whole > 0, whole, 1.0))


@functools.cache
def _fits() -> Floats:
    """Return by [goods, scheme] which loads a way of hiding can use."""
    goods = table("goods")
    fits = np.ones((goods.height, len(SCHEMES)))
    fits[:, SCHEMES.index("reefer_unit")] = goods["equipment"] == "45R1"
    fits[:, SCHEMES.index("blended")] = goods["hs_code"].is_in(BLENDABLE)
    return fits
