"""The sharing policy: held against an oracle written apart, and how fast it decides.

Cases are drawn over every label that a rule speaks of. A leak is a decision that lets go what the
oracle keeps, or a copy that holds a sort of data that not all of its purposes allow.
"""

import random
import time
from datetime import UTC, date, datetime, timedelta

from bench._policy_oracle import may
from bench.result import Result
from quaywatch.alliance import Handling, HandlingCode, Notice, Purpose, Tlp, known_by
from quaywatch.alliance.bodies import Body, Indicator, Seen, Seizure
from quaywatch.alliance.policy import Category, Partner, Policy, Shared, categories
from quaywatch.cli.serving import spare_what_stays

TITLE = "Sharing policy: a million decisions against an oracle, leaks, decisions a second"

_TODAY = date(2026, 3, 2)
_AT = datetime(2026, 3, 1, tzinfo=UTC)
_NODES = ("antwerp.example", "rotterdam.example", "hamburg.example", "overseas.example")
_FRESH_BAR, _CACHED_BAR = 15_000, 1_000_000
_TOGETHER = 500
"""Notices that are decided on in a row, as a node does that sends them; then they are checked."""
_BODIES: tuple[Body, ...] = (
    Seizure(
        found_at=_AT,
        at="NLRTM",
        substance="cocaine",
        containers=("MSCU1234566",),
        seals=("ML-EC0012345",),
        consignee="ACME FRUIT BV",
        telephones=("+31 10 000 0000",),
        note="case 17",
    ),
    Indicator(what=Seen.TELEPHONE, value="+593 4 000 000"),
    Indicator(what=Seen.PARTY, value="ACME", together=((Seen.CONTAINER, "MSCU1234566"),)),
)


def run(quick: bool) -> Result:
    """Run the benchmark."""
    policy, drawn = Policy.default(), random.Random(1)
    spare_what_stays()
    wanted = 20_000 if quick else 1_000_000
    asked = leaks = disagreements = unexplained = 0
    copies = 0
    fresh_s = oracle_s = 0.0
    while asked < wanted:
        cases = [_case(drawn) for _ in range(_TOGETHER)]
        began = time.process_time()
        for notice, partner, sender in cases:
            policy.decisions(notice, partner, sender, _TODAY)
        fresh_s += time.process_time() - began
        for notice, partner, sender in cases:
            shared = policy.share(notice, partner, sender, _TODAY)
            began = time.process_time()
            told = [
                may(notice, partner, sender, _TODAY, one.category, one.purpose)
                for one in shared.decisions
            ]
            oracle_s += time.process_time() - began
            asked += len(told)
            for one, right in zip(shared.decisions, told, strict=True):
                disagreements += one.allowed != right
                leaks += one.allowed and not right
                unexplained += not one.rules
            copies += shared.notice is not None
            leaks += _leaks(shared, partner, sender)
    cached = _cached(policy, 200 if quick else 2000)
    figures: dict[str, object] = {
        "cases": asked,
        "copies": copies,
        "leaks": leaks,
        "disagreements": disagreements,
        "without_policy_ids": unexplained,
        "fresh_per_s": round(asked / fresh_s),
        "cached_per_s": round(cached),
    }
    holds = {
        "leaks": leaks == 0,
        "disagreements": disagreements == 0,
        "policy_ids": unexplained == 0,
        "fresh": asked / fresh_s >= _FRESH_BAR,
        "cached": cached >= _CACHED_BAR,
    }
    peers: dict[str, object] = {"plain Python, decisions a second": round(asked / oracle_s)}
    return Result("policy", figures, peers, holds)


def _leaks(shared: Shared, partner: Partner, sender: str) -> int:
    """Count the sorts of data in a copy that one of its purposes does not allow."""
    copy = shared.notice
    if copy is None:
        return 0
    return sum(
        not may(copy, partner, sender, _TODAY, category, purpose)
        for category in categories(copy)
        for purpose in copy.handling.purposes
    )


def _cached(policy: Policy, rounds: int) -> float:
    """Return decisions a second of one core, on labels that were asked before."""
    cases = [_case(random.Random(seed)) for seed in range(50)]
    asked = 0
    for notice, partner, sender in cases:
        policy.share(notice, partner, sender, _TODAY)
    began = time.process_time()
    for _ in range(rounds):
        for notice, partner, sender in cases:
            asked += len(policy.decisions(notice, partner, sender, _TODAY))
    return asked / (time.process_time() - began)


def _case(drawn: random.Random) -> tuple[Notice, Partner, str]:
    audience = frozenset(drawn.sample(_NODES, drawn.randint(1, 3)))
    onward = drawn.random() < 0.5
    codes = [HandlingCode.NONE, HandlingCode.NO_COURT, HandlingCode.NO_DISSEMINATION]
    code = drawn.choice(codes[:2] if onward else codes)
    origin = drawn.choice(_NODES[:2])
    handling = Handling(
        tlp=drawn.choice(list(Tlp)),
        purposes=frozenset(drawn.sample(list(Purpose), drawn.randint(1, 4))),
        legal_basis="agreement, art. 4",
        retain_until=_TODAY + timedelta(days=drawn.choice([-1, 0, 1, 300])),
        code=code,
        audience=drawn.choice([None, audience]),
        onward=onward,
    )
    notice = Notice(
        origin=origin,
        id=known_by(origin, str(drawn.random())),
        version=1,
        created_at=_AT,
        made_at=_AT,
        handling=handling,
        body=drawn.choice(_BODIES),
    )
    covered = drawn.choice([0.5, 0.9, 1.0])
    partner = Partner(
        node=drawn.choice(_NODES),
        member=drawn.random() < 0.6,
        third_country=drawn.random() < 0.4,
        agreement_until=_TODAY + timedelta(days=drawn.choice([-1, 0, 400])),
        categories=frozenset(one for one in Category if drawn.random() < covered),
        purposes=frozenset(one for one in Purpose if drawn.random() < covered),
    )
    return notice, partner, drawn.choice([origin, origin, drawn.choice(_NODES)])
