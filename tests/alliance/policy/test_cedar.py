"""Answers read straight from Cedar's native function are those of its package's public one."""

from typing import Any

import cedarpy as cedar_untyped
import msgspec
import pytest

from quaywatch.alliance.policy.cedar import Answer, Request, Rules

cedarpy: Any = cedar_untyped
SCHEMA = """
entity Node { member: Bool };
entity Notice { tlp: String };
action share appliesTo { principal: Node, resource: Notice, context: { today: Long } };
"""
TEXT = """
@id("members") permit (principal, action, resource) when { principal.member };
permit (principal, action, resource) when { resource.tlp == "clear" };
@id("over") forbid (principal, action, resource) when { context.today > 10 };
@id("sum") forbid (principal, action, resource)
  when { context.today + 9223372036854775807 > context.today && resource.tlp == "red" };
"""


def entity(kind: str, name: str) -> dict[str, str]:
    return {"type": kind, "id": name}


def about(tlp: str, *, member: bool) -> str:
    told = [
        {"uid": entity("Node", "one"), "attrs": {"member": member}, "parents": []},
        {"uid": entity("Notice", "n"), "attrs": {"tlp": tlp}, "parents": []},
    ]
    return msgspec.json.encode(told).decode()


def request(today: int) -> Request:
    return {
        "principal": entity("Node", "one"),
        "action": entity("Action", "share"),
        "resource": entity("Notice", "n"),
        "context": msgspec.json.encode({"today": today}).decode(),
    }


@pytest.mark.parametrize("member", [True, False])
@pytest.mark.parametrize("tlp", ["clear", "amber", "red"])
def test_the_native_function_says_what_the_public_one_says(tlp: str, member: bool) -> None:
    asked, entities = [request(1), request(11)], about(tlp, member=member)
    told = Rules(TEXT, SCHEMA).answers(asked, entities)
    public = cedarpy.is_authorized_batch(asked, cedarpy.PolicySet.from_str(TEXT), entities)
    assert [
        (
            one.decision == "Allow",
            sorted(one.diagnostics.reason),
            one.diagnostics.id_annotations_by_reason,
            one.diagnostics.errors,
        )
        for one in told
    ] == [
        (
            one.allowed,
            sorted(one.diagnostics.reasons),
            one.diagnostics.id_annotations_by_reason,
            one.diagnostics.errors,
        )
        for one in public
    ]


def test_every_sort_of_answer_is_among_these() -> None:
    rules = Rules(TEXT, SCHEMA)

    def one(tlp: str, today: int, *, member: bool) -> Answer:
        (told,) = rules.answers([request(today)], about(tlp, member=member))
        return told

    assert "members" in one("amber", 1, member=True).diagnostics.id_annotations_by_reason.values()
    assert one("amber", 11, member=True).decision == "Deny"
    assert not one("amber", 1, member=False).diagnostics.reason
    assert one("clear", 1, member=False).diagnostics.id_annotations_by_reason == {}
    assert one("red", 1, member=True).diagnostics.errors


def test_a_text_that_does_not_hold_against_the_schema_is_refused_with_the_rule() -> None:
    with pytest.raises(ValueError, match="bar"):
        Rules("permit (principal, action, resource) when { principal.bar };", SCHEMA)
