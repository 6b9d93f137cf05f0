"""The one gate: what of a notice a partner may have, by which rules, at this moment.

The policy is text in Cedar (default deny, a `forbid` outweighs every `permit`, decidable, checked
against a schema), so that a lawyer can read it and a second person can approve it. Who asks states
the day: a policy that was asked yesterday says nothing about today.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha256
from importlib import resources

import msgspec

from quaywatch.alliance.handling import Handling, Purpose
from quaywatch.alliance.notice import Notice
from quaywatch.alliance.policy.categories import Category, categories, reduced
from quaywatch.alliance.policy.cedar import Diagnostics, Request, Rules
from quaywatch.alliance.policy.partner import Partner

_EPOCH = date(1970, 1, 1)
_DEFAULT = "default-deny"
"""What decides where no rule speaks."""
_KEPT = 65_536
"""Labels whose answers are kept."""
_COMMON = 4096
"""Partners and contexts whose text is kept."""
_SHARE = {"type": "Action", "id": "share"}


_Asked = tuple[Category, Purpose]
_Label = tuple[Partner, str, Handling, str, date]


class BadPolicy(ValueError):  # noqa: N818 - the coordinator's word
    """A text that is no policy, or speaks of what there is not; the message names the rule."""


class Decision(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One answer: whether, and by which rules."""

    category: Category
    purpose: Purpose
    allowed: bool
    rules: tuple[str, ...]
    """Ids of the rules that decided; `default-deny` where none speaks."""


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """What of a notice goes to one partner, and every decision that made it so."""

    node: str
    notice: Notice | None
    """The copy that goes, bound to the purposes allowed; None where nothing does."""
    decisions: tuple[Decision, ...]
    policy: str
    """Digest of the policy that decided."""

    def lets_read(self, notice: Notice) -> bool:
        """Say whether the partner may have all that a notice says."""
        return self.notice is not None and self.notice.body == notice.body


class Policy:
    """A policy that has been checked, ready to be asked; safe to use from many threads."""

    def __init__(self, text: str) -> None:
        """Read a policy; raises BadPolicy."""
        try:
            self._rules = Rules(text, schema_text())
        except ValueError as error:
            raise BadPolicy(str(error)) from error
        self._names_notices = "Notice::" in text
        self._answered: dict[_Label, dict[_Asked, Decision]] = {}
        self.text = text
        self.digest = sha256(text.encode()).hexdigest()

    @classmethod
    def default(cls) -> "Policy":
        """Return the policy that every node starts with."""
        return cls(_resource("alliance.cedar"))

    def share(self, notice: Notice, partner: Partner, sender: str, today: date) -> Shared:
        """Say what of a notice may go from `sender` to a partner on a day.

        For each purpose that notice and agreement have in common each sort of data in the notice is
        asked for. The copy holds the sorts of data allowed for all of its purposes: a purpose for
        which not even the core may go is struck from it.
        """
        decisions = self.decisions(notice, partner, sender, today)
        return Shared(
            node=partner.node,
            notice=_copy(notice, decisions),
            decisions=decisions,
            policy=self.digest,
        )

    def decisions(
        self, notice: Notice, partner: Partner, sender: str, today: date
    ) -> tuple[Decision, ...]:
        """Answer for each sort of data in a notice and each of its purposes."""
        found = sorted(categories(notice))
        asked = [(each, purpose) for purpose in sorted(notice.handling.purposes) for each in found]
        return self._decide(notice, partner, sender, today, asked)

    def decide(
        self,
        notice: Notice,
        partner: Partner,
        sender: str,
        today: date,
        category: Category,
        purpose: Purpose,
    ) -> Decision:
        """Say whether one sort of data of a notice may go to a partner for one purpose."""
        (one,) = self._decide(notice, partner, sender, today, [(category, purpose)])
        return one

    def audience(
        self, notice: Notice, partners: Iterable[Partner], sender: str, today: date
    ) -> list[Shared]:
        """Say of each partner what it would get: the dry run, and what a send rests on."""
        return [self.share(notice, partner, sender, today) for partner in partners]

    def _decide(
        self,
        notice: Notice,
        partner: Partner,
        sender: str,
        today: date,
        asked: Collection[tuple[Category, Purpose]],
    ) -> tuple[Decision, ...]:
        """Answer each question; what was asked before of the same labels has the same answer.

        An answer is a function of the labels alone, today among them, so that keeping it keeps no
        decision: whoever sends asks anew. A policy that names single notices is always asked.
        """
        if self._names_notices:
            return self._ask(notice, partner, sender, today, asked)
        label = (partner, notice.origin, notice.handling, sender, today)
        known = self._answered.get(label)
        if known is None:
            if len(self._answered) >= _KEPT:
                self._answered.clear()
            known = self._answered[label] = {}
        missing = [one for one in asked if one not in known]
        if missing:
            found = self._ask(notice, partner, sender, today, missing)
            known.update(zip(missing, found, strict=True))
        return tuple([known[one] for one in asked])

    def _ask(
        self,
        notice: Notice,
        partner: Partner,
        sender: str,
        today: date,
        asked: Collection[tuple[Category, Purpose]],
    ) -> tuple[Decision, ...]:
        principal = _entity("Node", partner.node)
        resource = _entity("Notice", notice.id)
        requests: list[Request] = [
            {
                "principal": principal,
                "action": _SHARE,
                "resource": resource,
                "context": _context(category, purpose, sender, today),
            }
            for category, purpose in asked
        ]
        # What is asked is built here from checked structs, so that only rules are held against the
        # schema, when they are read: doing so at each question costs a fifth of the time.
        entities = f"[{_partner(partner)},{_notice(notice)}]"
        answers = self._rules.answers(requests, entities)
        return tuple(
            [
                Decision(
                    category=category,
                    purpose=purpose,
                    allowed=answer.decision == "Allow",
                    rules=_rules(answer.diagnostics),
                )
                for (category, purpose), answer in zip(asked, answers, strict=True)
            ]
        )


def _copy(notice: Notice, decisions: Iterable[Decision]) -> Notice | None:
    allowed: dict[Purpose, set[Category]] = {}
    for one in decisions:
        if one.allowed:
            allowed.setdefault(one.purpose, set()).add(one.category)
    purposes = frozenset(one for one, found in allowed.items() if Category.CORE in found)
    if not purposes:
        return None
    common = frozenset(each for each in Category if all(each in allowed[one] for one in purposes))
    handling = msgspec.structs.replace(notice.handling, purposes=purposes)
    return reduced(msgspec.structs.replace(notice, handling=handling), common)


def _rules(told: Diagnostics) -> tuple[str, ...]:
    if told.errors:
        # A rule that cannot be evaluated must not be one that is passed over.
        raise BadPolicy("; ".join(told.errors))
    if not told.reason:
        return (_DEFAULT,)
    named = told.id_annotations_by_reason
    return tuple(sorted([named.get(one, one) for one in told.reason]))


@lru_cache(maxsize=_COMMON)
def _context(category: Category, purpose: Purpose, sender: str, today: date) -> str:
    """Write what a question is asked about; many notices have it in common."""
    return _json(
        {
            "category": category.value,
            "purpose": purpose.value,
            "sender": _named(sender),
            "today": _day(today),
        }
    )


@lru_cache(maxsize=_COMMON)
def _partner(partner: Partner) -> str:
    """Write a partner as Cedar reads it."""
    attributes = {
        "member": partner.member,
        "third_country": partner.third_country,
        "agreement_until": _day(partner.agreement_until),
        "categories": sorted(partner.categories),
        "purposes": sorted(partner.purposes),
        "relayed": partner.relayed,
    }
    return _written("Node", partner.node, attributes)


def _notice(notice: Notice) -> str:
    """Write a notice as Cedar reads it: its labels, and nothing that it says."""
    handling = notice.handling
    attributes = {
        "origin": _named(notice.origin),
        "tlp": handling.tlp.value,
        "code": handling.code.value,
        "purposes": sorted(handling.purposes),
        "retain_until": _day(handling.retain_until),
        "open": handling.audience is None,
        "audience": [_named(node) for node in sorted(handling.audience or ())],
        "onward": handling.onward,
    }
    return _written("Notice", notice.id, attributes)


def _named(node: str) -> dict[str, dict[str, str]]:
    return {"__entity": _entity("Node", node)}


def _written(kind: str, name: str, attributes: Mapping[str, object]) -> str:
    parents: list[str] = []
    return _json({"uid": _entity(kind, name), "attrs": attributes, "parents": parents})


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _entity(kind: str, name: str) -> dict[str, str]:
    return {"type": kind, "id": name}


def _day(day: date) -> int:
    return (day - _EPOCH).days


def schema_text() -> str:
    """Return what a policy may speak of, as a Cedar schema."""
    return _resource("alliance.cedarschema")


def _resource(name: str) -> str:
    return (resources.files("quaywatch.alliance.policy") / name).read_text(encoding="utf-8")
