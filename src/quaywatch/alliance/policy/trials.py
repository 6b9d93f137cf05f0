"""The tests that a policy carries in itself, each one line that a lawyer can read.

    //? red to a member: tlp=red member=yes category=core -> deny red-by-name

What a line does not name is as in `_USUAL`. A policy whose own tests fail is none.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import msgspec

from quaywatch.alliance.bodies import Indicator, Seen, Seizure
from quaywatch.alliance.handling import Handling, HandlingCode, Purpose, Tlp
from quaywatch.alliance.notice import Notice, known_by
from quaywatch.alliance.policy.categories import Category
from quaywatch.alliance.policy.gate import BadPolicy, Policy
from quaywatch.alliance.policy.partner import Partner

_DAY = date(2026, 1, 15)
_LINE = re.compile(
    r"^//\?\s*(?P<name>[^:]+):(?P<given>.*)->\s*(?P<wanted>allow|deny)(?P<rules>.*)$"
)
_USUAL = {
    "tlp": "green",
    "code": "H0",
    "audience": "open",
    "onward": "no",
    "retain": "running",
    "member": "yes",
    "third_country": "no",
    "relayed": "no",
    "agreement": "running",
    "agreed": "yes",
    "category": "core",
    "purpose": "risk_analysis",
    "sender": "origin",
}
"""What a test is of where it does not say otherwise. `audience` is open, named or others;
`sender` origin or another; `retain` and `agreement` running or over; `agreed` says whether the
agreement covers category and purpose."""
_ORIGIN, _PARTNER, _ANOTHER = "origin.example", "partner.example", "another.example"
_PARTS: dict[Category, Seen] = {
    Category.CORE: Seen.HEADING,
    Category.CARGO: Seen.CONTAINER,
    Category.PARTY: Seen.PARTY,
    Category.PERSON: Seen.TELEPHONE,
    Category.CASE: Seen.PROFILE,
}
_AUDIENCES = {
    "open": None,
    "named": frozenset({_PARTNER}),
    "others": frozenset({_ANOTHER}),
}


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """One test of a policy with what came of it."""

    line: int
    name: str
    wanted: bool
    allowed: bool
    wanted_rules: frozenset[str]
    """Rules that have to be among those that decide."""
    rules: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether it came out as wanted."""
        return self.allowed == self.wanted and self.wanted_rules <= set(self.rules)


def trials(policy: Policy) -> list[Trial]:
    """Run a policy's tests; raises BadPolicy, naming the line that cannot be read."""
    return list(_trials(policy))


def tried(text: str) -> Policy:
    """Return a policy that passes the tests in its text.

    Raises:
        BadPolicy: it is none, it has no tests, or one of them fails; the message says which.

    """
    policy = Policy(text)
    came = trials(policy)
    if not came:
        raise BadPolicy("it has no tests: lines that begin with //?")
    failed = [
        f"line {one.line}, {one.name}: decided by {', '.join(one.rules)}"
        for one in came
        if not one.passed
    ]
    if failed:
        raise BadPolicy("; ".join(failed))
    return policy


def _trials(policy: Policy) -> Iterator[Trial]:
    for number, line in enumerate(policy.text.splitlines(), 1):
        if not line.lstrip().startswith("//?"):
            continue
        found = _LINE.match(line.strip())
        if found is None:
            raise BadPolicy(f"line {number}: a test says NAME: GIVEN -> allow or deny")
        try:
            given = _given(found["given"])
            notice, partner, sender = _case(given)
            category, purpose = Category(given["category"]), Purpose(given["purpose"])
        except ValueError as error:
            raise BadPolicy(f"line {number}: {error}") from error
        decision = policy.decide(notice, partner, sender, _DAY, category, purpose)
        yield Trial(
            line=number,
            name=found["name"].strip(),
            wanted=found["wanted"] == "allow",
            allowed=decision.allowed,
            wanted_rules=frozenset(found["rules"].split()),
            rules=decision.rules,
        )


def _given(text: str) -> dict[str, str]:
    said = dict(_USUAL)
    for part in text.split():
        name, equals, value = part.partition("=")
        if not equals or name not in _USUAL:
            raise ValueError(f"{part!r} is none of {', '.join(_USUAL)}")
        said[name] = value
    for name, known in _KNOWN.items():
        if said[name] not in known:
            raise ValueError(f"{name} is one of {', '.join(known)}, not {said[name]!r}")
    return said


_KNOWN = {
    "audience": ("open", "named", "others"),
    "onward": ("yes", "no"),
    "retain": ("running", "over"),
    "member": ("yes", "no"),
    "third_country": ("yes", "no"),
    "relayed": ("yes", "no"),
    "agreement": ("running", "over"),
    "agreed": ("yes", "no"),
    "sender": ("origin", "another"),
}


def _case(given: dict[str, str]) -> tuple[Notice, Partner, str]:
    agreed = given["agreed"] == "yes"
    category, purpose = Category(given["category"]), Purpose(given["purpose"])
    handling = Handling(
        tlp=Tlp(given["tlp"]),
        purposes=frozenset(Purpose),
        legal_basis="a test",
        retain_until=_until(given["retain"]),
        code=HandlingCode(given["code"]),
        conditions="a test" if given["code"] == HandlingCode.OTHER else "",
        audience=_AUDIENCES[given["audience"]],
        onward=given["onward"] == "yes",
    )
    at = datetime.combine(_DAY, time(), UTC)
    what = _PARTS.get(category)
    notice = Notice(
        origin=_ORIGIN,
        id=known_by(_ORIGIN, "a test"),
        version=1,
        created_at=at,
        made_at=at,
        handling=handling,
        body=Seizure(found_at=at, at="NLRTM", substance="a test")
        if what is None
        else Indicator(what=what, value="a test"),
    )
    partner = Partner(
        node=_PARTNER,
        member=given["member"] == "yes",
        third_country=given["third_country"] == "yes",
        relayed=given["relayed"] == "yes",
        agreement_until=_until(given["agreement"]),
        categories=frozenset(Category) if agreed else frozenset(Category) - {category},
        purposes=frozenset(Purpose) if agreed else frozenset(Purpose) - {purpose},
    )
    return notice, partner, _ORIGIN if given["sender"] == "origin" else _ANOTHER


def _until(standing: str) -> date:
    return _DAY + timedelta(days=1 if standing == "running" else -1)
