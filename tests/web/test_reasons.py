"""Every reason that an engine gives has a sentence on the page, with figures that it does give."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import quaywatch.scans

CATALOGUE = Path(__file__).parents[2] / "web/src/lib/i18n/readings/en.ts"


def _sources() -> Iterator[ast.Module]:
    for path in sorted(Path(quaywatch.scans.__path__[0]).rglob("*.py")):
        yield ast.parse(path.read_text("utf-8"))


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _code(call: ast.Call) -> ast.expr | None:
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    return named.get("code") or (call.args[0] if call.args else None)


def _makers(tree: ast.Module) -> set[str]:
    """Return the functions of a module that give a reason whose code they are told first."""
    return {
        function.name
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and function.args.args
        for call in _calls(function)
        if isinstance(call.func, ast.Name) and call.func.id == "Reason"
        if isinstance(code := _code(call), ast.Name) and code.id == function.args.args[0].arg
    }


def _literals(node: ast.expr | None) -> list[str]:
    """Return the texts that an expression may be: one, or either of two."""
    if isinstance(node, ast.IfExp):
        return [*_literals(node.body), *_literals(node.orelse)]
    told = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return [str(node.value)] if told and isinstance(node, ast.Constant) else []


def _listed(tree: ast.Module) -> list[str]:
    """Return the codes of a module's `REASONS`."""
    return [
        code
        for node in tree.body
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and target.id == "REASONS"
        for each in getattr(node.value, "elts", [])
        for code in _literals(each)
    ]


def _told() -> dict[str, set[str]]:
    """Return the codes that engines give, with the names of their figures as far as written out."""
    found: dict[str, set[str]] = defaultdict(set)
    for tree in _sources():
        makers = _makers(tree)
        for code in _listed(tree):
            found[code] |= set()
        for call in _calls(tree):
            name = call.func.id if isinstance(call.func, ast.Name) else ""
            if name != "Reason" and name not in makers:
                continue
            for code in _literals(_code(call)):
                found[code] |= {k.arg for k in call.keywords if k.arg and name in makers}
                found[code] |= _keys(call)
    return found


def _keys(call: ast.Call) -> set[str]:
    return {
        text
        for keyword in call.keywords
        if isinstance(keyword.value, ast.Dict)
        for key in keyword.value.keys
        for text in _literals(key)
    }


def _sentences() -> dict[str, set[str]]:
    """Return the codes that the page has a sentence for, with the figures that it names."""
    text = CATALOGUE.read_text("utf-8")
    return {
        code: set(re.findall(r"\{(\w+)\}", said))
        for code, said in re.findall(r"'reason\.([\w-]+)': '(.*)',", text)
    }


def test_engines_give_reasons() -> None:
    assert {"no_container", "threat_place", "engine-failed"} <= _told().keys()


def test_every_reason_has_a_sentence() -> None:
    assert sorted(_told().keys() - _sentences().keys()) == []


def test_no_sentence_names_a_figure_that_its_reason_lacks() -> None:
    said = _sentences()
    lacking = {
        code: said[code] - names
        for code, names in _told().items()
        if names and said.get(code, set()) - names
    }
    assert lacking == {}
