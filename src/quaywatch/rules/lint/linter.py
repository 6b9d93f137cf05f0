"""Every remark on the profiles of a rule book."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

import polars as pl

from quaywatch.cargo import Frames
from quaywatch.rules.book import Rule, RuleBook
from quaywatch.rules.language.bound import Term
from quaywatch.rules.lint.cases import TooManyCases, cases
from quaywatch.rules.lint.notice import Kind, Notice, notice
from quaywatch.rules.lint.reasoning import covers, idle, never, obstacle
from quaywatch.rules.lint.values import strangers

BROAD = 0.05
"""Share of consignments from which a profile is too broad: a port can look at a few percent."""
SOON = timedelta(days=30)
"""How long before its end a profile is said to be ending."""


def lint(
    book: RuleBook,
    today: date,
    *,
    checks: Collection[str] | None = None,
    sample: tuple[Frames, pl.DataFrame] | None = None,
    of: str | None = None,
) -> list[Notice]:
    """Return what is to be said of the profiles of `book`, by profile and place.

    Args:
        book: what is looked at.
        today: the day from which ends are seen.
        checks: codes of all checks there are; without it codes are not looked at.
        sample: consignments, such as last year's, with the findings on them (`row`, `code`).
        of: the one profile of which all is said, beside the others; without it, of every one.
    """
    found: list[Notice] = []
    looked_at = [rule for rule in book.rules if of is None or rule.profile.code == of]
    for rule in looked_at:
        found += _of_itself(rule)
        found += _of_checks(rule, checks)
        found += _of_time(rule, today)
    found += _of_pairs(looked_at, book.rules)
    if sample is not None:
        found += _of_sample(looked_at, book, *sample)
    return sorted(found, key=lambda each: (each.code, -1 if each.at is None else each.at))


def _of_itself(rule: Rule) -> Iterator[Notice]:
    code, term = rule.profile.code, rule.bound.term
    wanted = {example.match for example in rule.profile.tests}
    if len(wanted) < len((True, False)):
        yield notice(Kind.UNTESTED, code)
    for name, value, at in strangers(term):
        yield notice(Kind.VALUE, code, at, name=name, value=value)
    try:
        yield from _of_cases(code, term)
    except TooManyCases:
        return


def _of_cases(code: str, term: Term) -> Iterator[Notice]:
    all_of_them = cases(term)
    obstacles = [obstacle(case) for case in all_of_them]
    wrong = {each.term.at for each in obstacles if each is not None}
    kind = Kind.DEAD if None in obstacles else Kind.NEVER
    yield from (notice(kind, code, at) for at in sorted(wrong))
    if len(all_of_them) == 1 and not wrong:
        spare = idle(all_of_them[0])
        if spare is not None:
            yield notice(Kind.IDLE, code, spare.term.at)
    for inner in term.walk():
        if inner.op in {"any", "all", "count"} and not wrong:
            yield from _of_cases(code, inner.parts[0])


def _of_checks(rule: Rule, checks: Collection[str] | None) -> Iterator[Notice]:
    if checks is None:
        return
    for term in rule.bound.term.walk():
        if term.op == "finding" and term.value not in checks:
            yield notice(Kind.CHECK, rule.profile.code, term.at, value=term.value)


def _of_time(rule: Rule, today: date) -> Iterator[Notice]:
    ends = rule.profile.ends
    if ends is not None and ends <= today + SOON:
        kind = Kind.EXPIRED if ends <= today else Kind.EXPIRING
        yield notice(kind, rule.profile.code, day=ends.isoformat())


def _of_pairs(rules: Collection[Rule], others: Collection[Rule]) -> Iterator[Notice]:
    possible = [other for other in others if not never(other.bound.term)]
    for rule in rules:
        for other in possible if rule in possible else ():
            if other is rule or not covers(other.bound.term, rule.bound.term):
                continue
            same = covers(rule.bound.term, other.bound.term)
            kind = Kind.SAME if same else Kind.COVERED
            yield notice(kind, rule.profile.code, other=other.profile.code)


def _of_sample(
    rules: Collection[Rule], book: RuleBook, frames: Frames, findings: pl.DataFrame
) -> Iterator[Notice]:
    tried = RuleBook([rule.profile for rule in rules], lists=book.lists)
    met = dict(tried.match(frames, findings).group_by("code").len().iter_rows())
    for code in (rule.profile.code for rule in rules):
        share = met.get(code, 0) / len(frames) if len(frames) else 0.0
        if len(frames) and not share:
            yield notice(Kind.SILENT, code, height=len(frames))
        elif share > BROAD:
            yield notice(Kind.BROAD, code, share=f"{share:.1%}", height=len(frames))
