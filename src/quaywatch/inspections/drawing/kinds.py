"""How a draw goes on."""

from enum import StrEnum


class DrawEvent(StrEnum):
    """Kinds of event in a draw's stream."""

    COMMITTED = "draw.committed"
    """The node bound itself to a secret, and to a beacon's round if there is one."""
    SEALED = "draw.sealed"
    """Somebody handed in the seal of a value of their own."""
    FROZEN = "draw.frozen"
    """Candidates, chances and slots are fixed."""
    OPENED = "draw.opened"
    """Somebody gave the value that they had sealed."""
    BEACON = "draw.beacon"
    """The beacon's value came in."""
    DRAWN = "draw.drawn"
    """The node's secret was opened and the lots were drawn."""


class Stage(StrEnum):
    """Where a draw stands."""

    NONE = "none"
    COMMITTED = "committed"
    FROZEN = "frozen"
    DRAWN = "drawn"


class Strength(StrEnum):
    """Who would have had to act together to know or steer the outcome."""

    BEACON = "beacon"
    """Nobody could: a public value came out after the freeze."""
    PERSONS = "persons"
    """The node's keeper and two other persons, none of whom made the plan."""
    PERSON = "person"
    """The node's keeper and one other person."""
    OWN = "own"
    """The node's keeper alone: own secret only."""


class Weakness(StrEnum):
    """What a reader of the record must know."""

    LATE = "late"
    """The node bound itself less than the lead time before the freeze."""
    BOUND_AFTER = "bound-after"
    """The node bound itself when it could know for what the day is drawn a further time."""
    WITHHELD = "withheld"
    """A sealed contribution was not opened: who opens last chooses between two outcomes."""
    BEACON_KNOWN = "beacon-known"
    """The beacon's value was out when the candidates were frozen."""
    BEACON_MISSING = "beacon-missing"
    """The beacon's value was public and was not used."""
    REPEATED = "repeated"
    """This is a further draw of the day: an earlier one was drawn, or given up with its key."""
