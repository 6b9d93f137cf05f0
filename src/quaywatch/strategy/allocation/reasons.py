"""Why a plan is as it is, and what a change of the alliance does: codes with their figures."""

from enum import StrEnum

import msgspec


class Because(StrEnum):
    """Why a stratum is looked at as much as it is."""

    FLOOR = "floor"
    """What it brings at its floor is less than elsewhere: nothing more is spent on it."""
    EVEN = "even"
    """It is looked at until moving there gains nothing more."""
    CEILING = "ceiling"
    """All of it gets the best look, and that is not enough."""


class Code(StrEnum):
    """What a change does."""

    LESS_ARRIVES = "less_arrives"
    """In all ports together; with the shares before and after."""
    MORE_ARRIVES = "more_arrives"
    UNCHANGED = "unchanged"
    PORT_GAINS = "port_gains"
    """Less arrives through this port than before…"""
    PORT_LOSES = "port_loses"
    """…or more."""
    TRAFFIC_COMES = "traffic_comes"
    """More of what is shipped chooses this port…"""
    TRAFFIC_GOES = "traffic_goes"
    """…or less."""
    NOT_SHIPPED = "not_shipped"
    """More is not shipped at all, to none of these ports."""
    SPENDS_ELSEWHERE = "spends_elsewhere"
    """The port lends minutes to others…"""
    SPENDS_MORE = "spends_more"
    """…or others lend it theirs."""


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a change does, with what it was and what it is."""

    code: Code
    port: str = ""
    before: float
    after: float
