"""A node that something may go to, and what was agreed with it."""

from datetime import date

import msgspec

from quaywatch.alliance.handling import Node, Purpose
from quaywatch.alliance.policy.categories import Category


class Partner(msgspec.Struct, frozen=True, kw_only=True):
    """One authority's node, as the agreement with it says."""

    node: Node
    member: bool
    """Of the alliance; else a partner of it."""
    third_country: bool
    """Whether it is outside the European Union's data rules for law enforcement."""
    agreement_until: date
    """Last day on which the agreement is in force."""
    categories: frozenset[Category]
    """What it covers…"""
    purposes: frozenset[Purpose]
    """…and for what."""
    relayed: bool = False
    """Whether it goes there through another node, sealed."""
