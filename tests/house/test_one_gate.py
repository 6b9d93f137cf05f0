"""Nothing of a notice leaves the node but through the gate: who may send, and who may call out."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path("src/quaywatch")
CALLING_OUT = {"httpx", "socket", "smtplib", "requests", "aiohttp", "ftplib", "websockets"}
CALLERS = {
    "alliance/transport/client.py",
    "alliance/taxii/calling.py",
}
"""Modules that may open a connection to somebody: the line's client, and what reads collections."""
SENDERS = {"node/allied/sending.py", "alliance/line/line.py"}
"""Modules that may put a notice into the log to a partner; `Line` does what `sending` decided."""
DECIDERS = {"node/allied/gate.py", "alliance/matching/items.py"}
"""Modules that may ask the policy itself: the gate, and what is matched without being shown."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text("utf-8"))


def imported(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {each.name.partition(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def called_on(tree: ast.Module, method: str, *owners: str) -> bool:
    """Whether a method is called on something that is named so."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    for call in calls:
        function = call.func
        if isinstance(function, ast.Attribute) and function.attr == method:
            owner = function.value
            name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if name in owners:
                return True
    return False


def test_only_the_line_and_the_reader_of_collections_call_out() -> None:
    assert {name for name, tree in modules() if imported(tree) & CALLING_OUT} == CALLERS


def test_only_what_asked_the_gate_puts_notices_into_the_log_to_a_partner() -> None:
    found = {
        name
        for name, tree in modules()
        if called_on(tree, "publish", "line", "publishing", "_line")
    }
    assert found == SENDERS


def test_only_the_gate_asks_the_policy() -> None:
    assert {name for name, tree in modules() if called_on(tree, "share", "policy")} == DECIDERS


@pytest.mark.parametrize(
    ("text", "caught"),
    [("line.publish(c, [])", True), ("self.line.publish(c, [])", True), ("book.publish()", False)],
)
def test_the_search_sees_what_it_looks_for(text: str, caught: bool) -> None:
    assert called_on(ast.parse(text), "publish", "line") == caught
