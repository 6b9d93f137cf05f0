"""The documentation builds without a warning and asks for nothing from elsewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("html")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html"]
    made = subprocess.run(
        [*command, "-d", str(out / "trees"), str(ROOT / "docs"), str(out / "html")],
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    return out / "html"


def test_no_page_loads_anything_from_another_host(built: Path) -> None:
    pages = list(built.rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        loaded = re.findall(
            r"<(?:script|img|iframe|link)[^>]*(?:src|href)=\"(//|https?:)", page.read_text()
        )
        assert loaded == [], page
    for style in built.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(//|https?:)", style.read_text()), style


def test_every_page_is_reachable_from_the_first(built: Path) -> None:
    seen, waiting = set(), [built / "index.html"]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        links = re.findall(r'href="([^"#:]+\.html)', page.read_text())
        waiting += [(page.parent / link).resolve() for link in links]
    service = {built / "genindex.html", built / "search.html"}
    assert {page for page in built.rglob("*.html") if "_static" not in page.parts} - seen <= service
