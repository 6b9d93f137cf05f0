"""What the node thinks of a consignment, and why."""

from enum import StrEnum

import msgspec

from quaywatch.cargo.problem import Severity


class Subject(StrEnum):
    """The part of a consignment that a finding speaks of."""

    CONSIGNMENT = "consignment"
    GOODS_ITEM = "goods_item"
    EQUIPMENT = "equipment"


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One documentary check that spoke up on one subject."""

    code: str
    severity: Severity
    subject: Subject
    index: int = 0
    """Position of the goods item or equipment within its consignment, from 0."""
    fields: tuple[str, ...] = ()
    """The fields it rests on, such as `goods_item.hs_code`."""
    values: dict[str, str] = {}
    """The offending values by field name, as shown to the officer."""
    events: tuple[int, ...] = ()
    """Ledger positions of the messages it rests on beside the declaration."""


class ReasonKind(StrEnum):
    """Where a contribution to the risk comes from."""

    BASE = "base"
    PRIOR = "prior"
    FINDING = "finding"
    PROFILE = "profile"
    WATCH_LIST = "watch_list"
    LEARNED = "learned"
    LOOK = "look"
    """What a look at the box itself said; of one box, not of its consignment."""
    NOTICE = "notice"
    """What an ally's notice says of the box."""


class Reason(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One signed contribution to the log-odds of a consignment."""

    kind: ReasonKind
    code: str
    """The check, profile, list or prior that contributes."""
    contribution: float
    """Log-odds added (positive raises the risk)."""
    fields: tuple[str, ...] = ()
    """The fields it rests on."""
    values: dict[str, str] = {}
    """What those fields said, and the figures that the contribution rests on."""
    events: tuple[int, ...] = ()
    """Ledger positions of past events it rests on."""


class Assessment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The risk of one consignment with everything it rests on.

    `log_odds` is the exact sum of the contributions of `reasons`; `probability` is its logistic.
    """

    consignment_id: str
    log_odds: float
    probability: float
    reasons: tuple[Reason, ...]
    findings: tuple[Finding, ...]
    versions: dict[str, str]
    """Content digests of the checks, profiles, watch lists and model used."""
