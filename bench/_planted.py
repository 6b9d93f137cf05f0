"""Seven faults that OSCAL's own validator was tried with, put into sound assessments one by one."""

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from quaywatch.norms import Catalogue
from quaywatch.norms.faults import Unreadable, faults, read
from quaywatch.norms.package import Package

Document = dict[str, Any]


def _unknown_requirement(said: Document) -> None:
    said["findings"][0]["answer"]["requirement"] = "SCN-99"


def _no_plan(said: Document) -> None:
    said["plan"] = None


def _dangling(said: Document) -> None:
    said["findings"][0]["answer"]["evidence"] = ["E999"]


def _expired(said: Document) -> None:
    name = said["findings"][0]["answer"]["evidence"][0]
    one = next(each for each in said["evidence"] if each["id"] == name)
    one |= {"observed_on": str(date(2019, 1, 1)), "valid_until": str(date(2020, 1, 1))}


def _unknown_in_scope(said: Document) -> None:
    said["scope"].append("ZZZ-01")


def _twice(said: Document) -> None:
    said["evidence"].append(said["evidence"][0])


def _bad_state(said: Document) -> None:
    said["findings"][0]["answer"]["said"] = "splendid"


PLANTED: dict[str, Callable[[Document], None]] = {
    "a finding on an unknown requirement": _unknown_requirement,
    "a result without a plan": _no_plan,
    "evidence that is not there": _dangling,
    "evidence that ran out in 2020": _expired,
    "a profile that names an unknown requirement": _unknown_in_scope,
    "an id that is there twice": _twice,
    "a state that there is not": _bad_state,
}


def caught(sound: Package, catalogue: Catalogue) -> list[str]:
    """Return the faults that are noticed when each is put in alone."""
    found: list[str] = []
    for name, plant in PLANTED.items():
        said: Document = msgspec.json.decode(msgspec.json.encode(sound))
        plant(said)
        try:
            package = read(msgspec.json.encode(said))
        except Unreadable:
            found.append(name)
            continue
        if faults(package, {catalogue.version: catalogue}):
            found.append(name)
    return found
