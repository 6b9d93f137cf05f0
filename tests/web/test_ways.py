"""Each way in which something goes to a partner has its words in each language."""

from pathlib import Path

import pytest

from quaywatch.alliance.line import Going

WORDS = Path(__file__).parents[2] / "web/src/lib/i18n/alliance"


@pytest.mark.parametrize("language", ["en", "fr", "nl", "es"])
def test_every_way_has_words(language: str) -> None:
    text = (WORDS / f"{language}.ts").read_text("utf-8")
    named = {line.split("'")[1] for line in text.splitlines() if "'egress.way_" in line}
    assert named == {f"egress.way_{way.value}" for way in Going}
