"""What is wrong with a message: against its schema, and against the published rules."""

from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.ens.messages import DECLARATIONS
from quaywatch.formats.ens.records import Record, record
from quaywatch.formats.ens.rules import Breach, Edition, checks
from quaywatch.formats.xml import Document, local, path_of
from quaywatch.formats.xml.schema import Schema, load

SCHEMA_CODE = "ens.schema"
RULE_CODE = "ens.rule."
"""Ahead of the error code of a rule in a problem's code."""


def schema(edition: Edition) -> Schema:
    """Return the schema of all messages in one edition."""
    tables = ("entry.table", "answers.table")
    return load("quaywatch.formats.ens.tables", *tables, variant=edition)


def problems(document: Document, edition: Edition) -> list[Problem]:
    """Return what is wrong with a message: breaches of its schema, or else of the rules."""
    wrong = schema(edition).problems(document, SCHEMA_CODE)
    return wrong or breaches(document, record(document.root), edition)


def breaches(document: Document, declaration: Record, edition: Edition) -> list[Problem]:
    """Return the rules that a declaration breaks, by place; it must keep to the schema.

    `code` is `ens.rule.` and the published error code, `field` the XPath with positions.
    """
    if local(document.root) not in DECLARATIONS:
        return []
    found = checks(edition)(declaration)
    if not found:
        return []
    root = path_of(document.root)
    located = [_problem(document, breach, root) for breach in found]
    return sorted(located, key=lambda each: (each.offset or 0, each.code))


def _problem(document: Document, breach: Breach, root: str) -> Problem:
    element = document.root.find(f".{breach.path}") if breach.path else document.root
    rule = breach.rule
    return document.problem(
        RULE_CODE + rule.code,
        f"{rule.text['en']} ({rule.source})" if rule.source else rule.text["en"],
        document.root if element is None else element,
        severity=Severity.WARNING,
        path=root + breach.path,
    )
