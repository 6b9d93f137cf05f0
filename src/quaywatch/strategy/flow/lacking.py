"""What is not known and would decide the question."""

from enum import StrEnum

from quaywatch.strategy.flow.evidence import Evidence, Role


class Lacking(StrEnum):
    """One thing that the evidence does not have; the most telling first."""

    AUDITS_BEFORE = "audits_before"
    """Containers opened by lot before the change: it cannot be made up for afterwards."""
    AUDITS_AFTER = "audits_after"
    TESTS = "tests"
    """Seeded loads at the target, before and after."""
    TESTS_REFRESHED = "tests_refreshed"
    """Word that tests were hidden the new way after the change; else they may not show evasion."""
    CONTROLS = "controls"
    """Ports that displaced traffic cannot reach: without them a common trend looks like it."""
    NUMBERS = "numbers"
    """How many seizures there were, not their mass alone, at the target and where it may go."""
    UPSTREAM = "upstream"
    """What was stopped upstream, before and after."""


def lacking(evidence: Evidence) -> tuple[Lacking, ...]:
    """Return what would help to tell the explanations apart, in the order of `Lacking`."""
    own = [one for one in evidence.port_years if one.port == evidence.target]
    before = [one for one in own if one.year < evidence.changed]
    after = [one for one in own if one.year >= evidence.changed]
    tested = any(one.tests for one in before) and any(one.tests for one in after)
    open_to_it = [one for one in evidence.port_years if evidence.roles[one.port] != Role.CONTROL]
    stopped = {one.year >= evidence.changed for one in evidence.upstream}
    missing = {
        Lacking.AUDITS_BEFORE: not any(one.audited for one in before),
        Lacking.AUDITS_AFTER: not any(one.audited for one in after),
        Lacking.TESTS: not tested,
        Lacking.TESTS_REFRESHED: tested and not evidence.tests_refreshed,
        Lacking.CONTROLS: Role.CONTROL not in evidence.roles.values(),
        Lacking.NUMBERS: any(one.hits is None for one in open_to_it),
        Lacking.UPSTREAM: stopped != {True, False},
    }
    return tuple(each for each in Lacking if missing[each])
