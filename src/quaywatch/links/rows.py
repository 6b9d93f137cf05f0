"""Mentions as fixed rows, which compiled code compares."""

from typing import Any

import numpy as np

Rows = Any
"""An array of `ROW`; its fields have no types that a checker could read."""

WORDS, STREET, COUNTERPARTS, GOODS, IDENTIFIER = 8, 4, 12, 8, 16
"""Most words of a name, words of a street, counterparts and goods that are compared, and most
letters of an identifier."""

NONE = -1
"""Stands for a word that is not there."""

ROW = np.dtype(
    [
        ("words", "i4", (WORDS,)),
        ("street", "i4", (STREET,)),
        ("counterparts", "i4", (COUNTERPARTS,)),
        ("goods", "i4", (GOODS,)),
        ("identifier", "i8"),
        ("telephone", "i8"),
        ("mailbox", "i8"),
        ("domain", "i8"),
        ("number", "i8"),
        ("postcode", "i8"),
        ("joined", "i8"),
        ("acronym", "i4"),
        ("city", "i4"),
        ("country", "i2"),
        ("register", "i2"),
        ("written", "u1", (IDENTIFIER,)),
        ("legal", "u1"),
    ]
)
"""One mention.

`words`, `street`, `counterparts`, `goods`, `acronym`, `city`: numbers in the vocabulary, `NONE` for
none. `identifier`, `mailbox`, `domain`, `number`, `postcode`, `joined`: digests, 0 for none;
`number` is of the house number, `joined` of the name's words written as one, `domain` is 0 for one
where anybody gets a mailbox. `telephone`: the last digits. `country`, `register`: two letters as a
number; `register` is the country that gave the identifier. `written`: the identifier's letters.
`legal`: class of legal form.
"""


def empty(height: int) -> Rows:
    """Return rows that say nothing yet."""
    rows: Any = np.zeros(height, dtype=ROW)
    for field in ("words", "street", "counterparts", "goods", "acronym", "city"):
        rows[field] = NONE
    return rows
