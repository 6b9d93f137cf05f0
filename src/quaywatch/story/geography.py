"""How far places lie apart, by land and by sea, as compiled code asks it."""

import csv
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.cargo.identifiers import unlocode

_MILES = 3440.065
"""Radius of the earth in nautical miles."""
_NEIGHBOURS = 60.0
"""Within so many nautical miles two places count as one port: quays of one estuary."""
_FAR = 1e9

Floats = np.ndarray[Any, np.dtype[np.float32]]
Ints = np.ndarray[Any, np.dtype[np.int32]]


class World(NamedTuple):
    """Coordinates in radians (NaN where unknown), countries by number, and the lanes of the sea."""

    latitude: Floats
    longitude: Floats
    country: Ints
    lane_latitude: Floats
    lane_longitude: Floats
    lane_miles: Floats


@cache
def world() -> World:
    """Return what is known of all places, row by row as `unlocode.table` has them."""
    places = unlocode.table()
    codes = places["code"].str.slice(0, 2)
    numbers = country_numbers()
    latitude, longitude, miles = _lanes()
    return World(
        np.radians(places["latitude"].to_numpy()).astype(np.float32),
        np.radians(places["longitude"].to_numpy()).astype(np.float32),
        codes.replace_strict(numbers, return_dtype=None).to_numpy().astype(np.int32),
        latitude,
        longitude,
        miles,
    )


@cache
def country_numbers() -> dict[str, int]:
    """Return a number for each country that the list of places knows."""
    codes = unlocode.table()["code"].str.slice(0, 2).unique().sort()
    return {code: number for number, code in enumerate(codes)}


def _lanes() -> tuple[Floats, Floats, Floats]:
    """Return the turning points of the sea lanes and the shortest way between any two."""
    text = (files("quaywatch.story") / "data" / "sea_lanes.csv").read_text("utf-8")
    points = list(csv.DictReader(text.splitlines()))
    names = [point["point"] for point in points]
    latitude = np.radians([float(point["latitude"]) for point in points])
    longitude = np.radians([float(point["longitude"]) for point in points])
    miles = np.full((len(points), len(points)), _FAR)
    np.fill_diagonal(miles, 0.0)
    for i, point in enumerate(points):
        for name in point["next"].split():
            j = names.index(name)
            miles[i, j] = miles[j, i] = _miles(latitude, longitude, i, j)
    for k in range(len(points)):
        miles = np.minimum(miles, miles[:, k : k + 1] + miles[k : k + 1, :])
    return latitude.astype(np.float32), longitude.astype(np.float32), miles.astype(np.float32)


def _miles(latitude: Any, longitude: Any, i: int, j: int) -> float:
    half = np.sin((latitude[i] - latitude[j]) / 2) ** 2
    half += (
        np.cos(latitude[i]) * np.cos(latitude[j]) * (np.sin((longitude[i] - longitude[j]) / 2) ** 2)
    )
    return float(2 * _MILES * np.arcsin(np.sqrt(half)))


@compiled
def arc(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return nautical miles along the great circle between two points in radians."""
    half = np.sin((lat - other_lat) / 2) ** 2
    half += np.cos(lat) * np.cos(other_lat) * np.sin((lon - other_lon) / 2) ** 2
    return 2 * _MILES * np.arcsin(np.sqrt(min(1.0, half)))


@compiled
def straight(world: World, one: int, other: int) -> float:
    """Return nautical miles along the great circle; NaN where a place's position is unknown."""
    if one < 0 or other < 0:
        return np.nan
    return arc(
        world.latitude[one], world.longitude[one], world.latitude[other], world.longitude[other]
    )


@compiled
def apart(world: World, one: int, other: int) -> bool:
    """Whether two places are surely not the same port."""
    if one < 0 or other < 0 or one == other:
        return False
    miles = straight(world, one, other)
    if np.isnan(miles):
        return world.country[one] != world.country[other]
    return miles > _NEIGHBOURS


@compiled
def _nearest(world: World, place: int) -> int:
    best, least = 0, _FAR
    for i in range(len(world.lane_latitude)):
        miles = arc(
            world.latitude[place],
            world.longitude[place],
            world.lane_latitude[i],
            world.lane_longitude[i],
        )
        if miles < least:
            best, least = i, miles
    return best


@compiled
def _to_lane(world: World, place: int, lane: int) -> float:
    return arc(
        world.latitude[place],
        world.longitude[place],
        world.lane_latitude[lane],
        world.lane_longitude[lane],
    )


@compiled
def by_sea(world: World, one: int, other: int) -> float:
    """Return about how many nautical miles a ship sails between two ports; NaN where unknown.

    The way leads from each port to the nearest turning point and along the lanes between them.
    """
    direct = straight(world, one, other)
    if np.isnan(direct):
        return direct
    start, end = _nearest(world, one), _nearest(world, other)
    if start == end:
        return direct
    way = _to_lane(world, one, start) + world.lane_miles[start, end] + _to_lane(world, other, end)
    return max(direct, way)
