"""A text is changed and searched alone as it is in a column."""

import polars as pl
from hypothesis import example, given
from hypothesis import strategies as st

from quaywatch.rules.language.one_text import lower, searching, upper

TEXTS = st.text(alphabet="aAkKsSiI09 .\n-\u017f\u212a\u0130\u0131\u00df\u03a3\u01c5", max_size=12)
ATOMS = ["a", "K", "s", "0", " ", ".", r"\.", r"\d", "[ak]", "[^a-s]", "[0-9]", "k{2}", "i?", "S*"]
PATTERNS = st.builds(
    lambda case, start, atoms, end: case + start + "".join(atoms) + end,
    st.sampled_from(["", "(?i)"]),
    st.sampled_from(["", "^"]),
    st.lists(st.sampled_from([*ATOMS, "(a|k0)", "(s|i)+"]), max_size=4),
    st.sampled_from(["", "$"]),
)


@given(PATTERNS, TEXTS)
@example("a$", "a\n")
@example("(?i)k", "\u212a")
@example(r"a\$", "a$")
def test_a_pattern_finds_alone_what_it_finds_in_a_column(pattern, text) -> None:
    assert searching(pattern)(text) is pl.Series([text]).str.contains(pattern)[0]


@given(TEXTS | st.text(max_size=8))
@example("ΟΔΟΣ")
@example("Straße")
def test_case_changes_alone_as_it_does_in_a_column(text) -> None:
    assert lower(text) == pl.Series([text]).str.to_lowercase()[0]
    assert upper(text) == pl.Series([text]).str.to_uppercase()[0]
