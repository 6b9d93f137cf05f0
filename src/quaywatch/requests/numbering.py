"""Numbers by which filers know the questions of a request."""


def number(request_id: str, round_: int, place: int) -> str:
    """Return the number of one question: of which request, in which round, in which place."""
    return f"{request_id}-{round_}.{place}"


def request_in(number: str) -> str:
    """Return the request that a number speaks of: it is that of a question, or the request's."""
    return number.strip().partition("-")[0].casefold()
