"""Reference pages, written by the code itself: `<!-- reference: NAME -->` becomes a section."""

import csv
import pkgutil
import re
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from fastapi import FastAPI

from quaywatch import checks, rules
from quaywatch.api import routes
from quaywatch.cli import main
from quaywatch.formats.ens import rules as ens
from quaywatch.formats.ics2 import names as ics2_names
from quaywatch.formats.ics2.grammar import grammar
from quaywatch.formats.tables import fields
from quaywatch.history import CATALOGUE
from quaywatch.links import COLUMNS

MARKER = re.compile(r"^<!-- reference: (\w+) -->$", re.MULTILINE)
LANGUAGES = {"en": "English", "fr": "French", "nl": "Dutch", "es": "Spanish"}


def fill(page: str) -> str:
    """The page with every marker replaced by its section."""
    return MARKER.sub(lambda marker: SECTIONS[marker[1]](), page)


def _checks() -> str:
    return "\n".join(_check(check) for check in sorted(checks.ALL, key=lambda c: c.code))


def _measured() -> dict[str, dict[str, str]]:
    """What `python -m bench checks` last measured, by check."""
    path = Path(__file__).parent / "measured" / "checks.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["check"]: row for row in csv.DictReader(file)}


def _share(share: str) -> str:
    return f"{100 * float(share):.1f} %"


def _how_good(code: str) -> str:
    row = _measured().get(code)
    if row is None:
        return ""
    return (
        f"Measured {row['day']} (checks {row['version']}): finds {_share(row['recall'])} of "
        f"planted faults, speaks up on {_share(row['false_alarm'])} of faultless simulated "
        f"consignments (worst language each) and on {_share(row['on_samples'])} of public "
        "sample messages."
    )


def _check(check: checks.Check) -> str:
    fields = ", ".join(f"`{field}`" for field in check.fields)
    return _section(
        check.code,
        [
            f"*{check.severity}*, on the {check.subject.replace('_', ' ')}; rests on {fields}.",
            f"Source: {_escape(check.source)}",
            _how_good(check.code),
            *_texts({language: check.text[language] for language in LANGUAGES}),
        ],
    )


def _profiles() -> str:
    return "\n".join(_profile(profile) for profile in rules.load(None).profiles)


def _profile(profile: rules.Profile) -> str:
    return _section(
        profile.code,
        [
            f"Weight {profile.weight:+} log-odds, version {profile.version}.",
            f"Source: {_escape(profile.source)}",
            f"```text\n{profile.expression}\n```",
            *_texts({language: profile.text.get(language) for language in LANGUAGES}),
        ],
    )


def _ens_rules() -> str:
    every = ens.every_rule()
    codes = sorted({rule.code for rule in every})
    return "\n".join(_ens_rule([rule for rule in every if rule.code == code]) for code in codes)


def _ens_rule(same_code: list[ens.Rule]) -> str:
    """Several rules may share a code: one a place, or one an edition."""
    paragraphs: list[str] = []
    for rule in same_code:
        edition = f" ({rule.edition} edition)" if rule.edition else ""
        source = f" Source: {rule.source}." if rule.source else ""
        paragraphs.append(f"At `/{rule.at}`{edition}: `{rule.require}`.{source}")
    return _section(same_code[0].code, [*paragraphs, *_texts(same_code[0].text)])


def _ics2() -> str:
    """The messages that are known, and how many different elements each may hold."""
    head = "| message | what it says | elements |\n|---|---|---|\n"
    said = {**ics2_names.REPOSITORY, **ics2_names.TRADER}
    return head + "".join(
        f"| `{name}` | {text} | {len(grammar().paths(name))} |\n" for name, text in said.items()
    )


def _history() -> str:
    """The features of the past, whose each is, and the fields that it rests on."""
    head = "| feature | of the | says | in | rests on | after |\n|---|---|---|---|---|---|\n"
    return head + "".join(
        f"| `{f.name}` | {f.key.name.lower().replace('_', ' ')} | {f.meaning} | {f.unit} | "
        f"{', '.join(f'`{field}`' for field in f.fields)} | {f.source} |\n"
        for f in CATALOGUE
    )


def _standings() -> str:
    head = "| column | meaning | unit | source |\n|---|---|---|---|\n"
    return head + "".join(
        f"| `{c.name}` | {c.meaning} | {c.unit} | {c.source} |\n" for c in COLUMNS
    )


def _columns() -> str:
    also = {
        name: sorted(k for k, v in fields.ALIASES.items() if v == name) for name in fields.COLUMNS
    }
    named = [
        f"- `{name}`" + "".join(f", {other}" for other in others) for name, others in also.items()
    ]
    return "\n".join(named) + "\n"


def _commands() -> str:
    return "\n".join(_command(name, command) for name, command in walk(main, "quaywatch"))


def walk(command: click.Command, name: str) -> Iterable[tuple[str, click.Command]]:
    """All commands below this one with their full names; a group itself is left out."""
    if not isinstance(command, click.Group):
        yield name, command
        return
    context = click.Context(command)
    for each in command.list_commands(context):
        below = command.get_command(context, each)
        if below is not None:
            yield from walk(below, f"{name} {each}")


def _command(name: str, command: click.Command) -> str:
    text = command.get_help(click.Context(command, info_name=name, terminal_width=92))
    return f"## {name}\n\n```text\n{text}\n```\n"


def _routes() -> str:
    described = interface()
    answered = [
        _route(method, path, route)
        for path, methods in sorted(described["paths"].items())
        for method, route in methods.items()
    ]
    shapes = [_shape(name, shape) for name, shape in described["components"]["schemas"].items()]
    return "\n".join([*answered, "## Shapes\n", *shapes])


def interface() -> dict[str, Any]:
    """The OpenAPI description of all routes."""
    application = FastAPI()
    for module in pkgutil.iter_modules(routes.__path__, "quaywatch.api.routes."):
        application.include_router(import_module(module.name).router)
    return application.openapi()


def _route(method: str, path: str, route: dict[str, Any]) -> str:
    asked = [
        f"- `{p['name']}` ({p['in']}): {_type(p['schema'])}" for p in route.get("parameters", [])
    ]
    body = route.get("requestBody", {}).get("content", {}).items()
    answer = route["responses"].get("200", {}).get("content", {}).items()
    return _section(
        f"{method.upper()} {path}",
        [
            _line(route),
            "\n".join(asked),
            *(f"Body: {_type(content.get('schema', {}))}" for _, content in body),
            *(f"Answer: {_type(content.get('schema', {}))}" for _, content in answer),
        ],
    )


def _shape(name: str, shape: dict[str, Any]) -> str:
    fields = [
        f"- `{field}`: {_type(kind)}{_said(kind)}"
        for field, kind in shape.get("properties", {}).items()
    ]
    return f"### {name}\n\n{_line(shape)}\n\n" + "\n".join(fields) + "\n"


def _said(kind: dict[str, Any]) -> str:
    text = _line(kind)
    return f". {text}" if text else ""


def _line(described: dict[str, Any]) -> str:
    return " ".join(described.get("description", "").split())


def _type(kind: dict[str, Any]) -> str:
    if "$ref" in kind:
        return f"[{(name := kind['$ref'].rpartition('/')[2])}](#{name.lower()})"
    if "anyOf" in kind:
        return " or ".join(_type(each) for each in kind["anyOf"])
    if "enum" in kind:
        return ", ".join(f"`{value}`" for value in kind["enum"])
    if kind.get("type") == "array":
        return f"list of {_type(kind.get('items', {}))}"
    return str(kind.get("format", kind.get("type", "anything")))


def _texts(texts: dict[str, str]) -> list[str]:
    return ["\n".join(f"- {LANGUAGES[code]}: {_escape(text)}" for code, text in texts.items())]


def _section(title: str, paragraphs: list[str]) -> str:
    return f"## {title}\n\n" + "\n\n".join(filter(None, paragraphs)) + "\n"


def _escape(text: str) -> str:
    """Plain text as Markdown; placeholders such as `{equipment.number}` become code."""
    pieces = re.split(r"\{([\w.]+)\}", text)
    plain = [re.sub(r"([\\`*_\[\]<>])", r"\\\1", piece) for piece in pieces]
    return "".join(f"`{pieces[i]}`" if i % 2 else plain[i] for i in range(len(pieces)))


SECTIONS: dict[str, Callable[[], str]] = {
    "checks": _checks,
    "profiles": _profiles,
    "columns": _columns,
    "history": _history,
    "standings": _standings,
    "ics2": _ics2,
    "ens_rules": _ens_rules,
    "commands": _commands,
    "routes": _routes,
}
