"""Whether a case can be, and whether one case implies another.

An answer of yes is proven; an answer of no may mean that no proof was found.
"""

from itertools import combinations

from quaywatch.rules.language.bound import Term
from quaywatch.rules.lint.cases import Case, Claim, TooManyCases, cases
from quaywatch.rules.lint.known import Known
from quaywatch.rules.lint.span import bounded, natural


def never(term: Term) -> bool:
    """Whether nothing can meet `term`."""
    try:
        return all(obstacle(case) is not None for case in cases(term))
    except TooManyCases:
        return False


def covers(wider: Term, term: Term) -> bool:
    """Whether whatever meets `term` meets `wider` as well."""
    try:
        those = [Known(case) for case in cases(term) if obstacle(case) is None]
        return all(any(_implies(each, case) for case in cases(wider)) for each in those)
    except TooManyCases:
        return False


def obstacle(case: Case) -> Claim | None:
    """Return the first claim that cannot hold beside those before it, if there is one."""
    for end, claim in enumerate(case, 1):
        if _impossible(case[:end]):
            return claim
    return None


def idle(case: Case) -> Claim | None:
    """Return a claim that follows from the others, if there is one."""
    for place in range(len(case) - 1, -1, -1):
        others = Known(case[:place] + case[place + 1 :])
        if _follows(case[place], others):
            return case[place]
    return None


def _impossible(case: Case) -> bool:
    last = case[-1]
    if Claim(last.term, not last.holds) in case:
        return True
    if last.holds and last.term.op in {"any", "all"} and never(last.term.parts[0]):
        return True
    known = Known(case)
    return (
        not known.present.isdisjoint(known.absent)
        or any(span.empty for span in known.spans.values())
        or any(not choices for choices in known.choices.values())
        or any(_clash(starts) for starts in known.starts.values())
        or any(_refuted(case, place) for place in range(len(case)))
    )


def _clash(starts: list[str]) -> bool:
    return any(
        not (first.startswith(second) or second.startswith(first))
        for first, second in combinations(starts, 2)
    )


def _refuted(case: Case, place: int) -> bool:
    """Whether the other claims imply the opposite of the one at `place`."""
    term, holds = case[place]
    return _follows(Claim(term, not holds), Known(case[:place] + case[place + 1 :]))


def _implies(known: Known, case: Case) -> bool:
    return all(_follows(claim, known) for claim in case)


def _follows(claim: Claim, known: Known) -> bool:
    if claim in known.held or known.settles(claim):
        return True
    term, holds = claim
    if term.op == "has":
        return term.parts[0] in (known.present if holds else known.absent)
    limit = bounded(claim)
    if limit is not None and limit.sign != "!=":
        span = known.spans.get(limit.subject)
        if span is None and limit.subject.op in {"count", "length"}:
            span = natural(limit.subject)
        return span is not None and span.within(limit.span)
    if holds and term.op == "startsWith" and term.parts[1].op == "literal":
        starts = known.starts.get(term.parts[0], [])
        return any(start.startswith(str(term.parts[1].value)) for start in starts)
    return holds and term.op in {"any", "all"} and _follows_of_items(term, known)


def _follows_of_items(term: Term, known: Known) -> bool:
    """Whether items are known to do what does more than `term` asks of them."""
    return any(
        other.holds
        and other.term.op == term.op
        and other.term.value == term.value
        and covers(term.parts[0], other.term.parts[0])
        for other in known.case
    )
