"""Telephone numbers, told apart however their prefixes are written."""

import re

SHORTEST = 6
"""Digits; fewer are an extension or a stand-in."""
TELLING = 9
"""Last digits that tell numbers apart; prefixes of country and trunk are written in many ways."""


def telling(written: str) -> str:
    """Return the digits that tell a number apart; nothing for what is no number."""
    digits = re.sub(r"[^0-9]", "", written)
    return digits[-TELLING:] if len(digits) >= SHORTEST and digits[-TELLING:].strip("0") else ""
