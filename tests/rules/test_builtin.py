"""The built-in profiles do what their authors say, in every language of the house."""

import pytest

from quaywatch import checks
from quaywatch.rules import load

BOOK = load()
CODES = [profile.code for profile in BOOK.profiles]


def test_there_are_profiles_to_start_with() -> None:
    assert len(CODES) >= 12


def test_every_example_fares_as_its_author_says() -> None:
    assert [trial for trial in BOOK.test() if not trial.passed] == []


@pytest.mark.parametrize("profile", BOOK.profiles, ids=CODES)
def test_a_profile_shows_what_it_matches_and_what_it_does_not(profile) -> None:
    assert {example.match for example in profile.tests} == {True, False}
    assert profile.source


def test_profiles_ask_only_for_checks_that_exist() -> None:
    assert BOOK.findings <= {check.code for check in checks.ALL}


@pytest.mark.parametrize("language", ["en", "fr", "nl", "es"])
def test_titles_differ_from_one_another(language) -> None:
    assert len({BOOK.title(code, language) for code in CODES}) == len(CODES)


def test_a_profile_names_the_declared_fields_it_rests_on() -> None:
    assert BOOK.fields("empty-with-seal") == ("equipment.packed_status", "equipment.seals")
