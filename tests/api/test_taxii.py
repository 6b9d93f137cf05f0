"""Others' client, unchanged and over real sockets, reads and writes notices here."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from taxii2client.common import TokenAuth
from taxii2client.v21 import ApiRoot, Collection, Server, as_pages

from quaywatch.alliance import known_by
from quaywatch.alliance.stix import bundle, notice_of
from quaywatch.alliance.taxii.shapes import INBOX, MEDIA, SHARED
from quaywatch.api.taxii import taxii_app
from tests.alliance.making import ANTWERP, ROTTERDAM, notice
from tests.alliance.taxii.place import HAMBURG, Place
from tests.web.serving import serving

KEY = {"Authorization": "Bearer of-antwerp"}


@pytest.fixture(scope="module")
def place() -> Place:
    """Rotterdam, with thirty notices of one instant."""
    made = Place()
    for number in range(30):
        made.feed.put(notice(id=known_by(ROTTERDAM, str(number))))
    return made


@pytest.fixture(scope="module")
def address(place: Place) -> Iterator[str]:
    with serving(taxii_app(place)) as at:
        yield at


@pytest.fixture
def root(address: str) -> Iterator[ApiRoot]:
    with Server(f"{address}/", user=ANTWERP, password="of-antwerp") as server:
        yield server.default


def test_the_client_finds_the_root_and_its_collections(root: ApiRoot) -> None:
    assert root.versions == [MEDIA]
    assert [(one.id, one.can_write) for one in root.collections] == [(SHARED, False), (INBOX, True)]


def test_the_client_reads_all_of_it_page_by_page(root: ApiRoot) -> None:
    shared = root.collections[0]
    pages = list(as_pages(shared.get_objects, per_request=8))
    found = [one for page in pages for one in page["objects"]]
    assert len({one["id"] for one in found if one["type"] == "incident"}) == 30
    listed = [
        one for page in as_pages(shared.get_manifest, per_request=8) for one in page["objects"]
    ]
    assert [one["id"] for one in listed] == [one["id"] for one in found]
    since = listed[20]["date_added"]
    assert len(shared.get_objects(added_after=since)["objects"]) == len(found) - 21


def test_the_client_reads_one_object_and_its_versions(root: ApiRoot) -> None:
    shared = root.collections[0]
    name = f"incident--{known_by(ROTTERDAM, '7')}"
    assert notice_of(shared.get_object(name)["objects"][0]) == notice(id=name[10:])
    assert shared.object_versions(name)["versions"] == ["2026-03-02T09:30:15.123Z"]


def test_the_client_writes_reads_back_and_deletes(address: str, place: Place) -> None:
    at = f"{address}/root/collections/{INBOX}/"
    with Collection(at, auth=TokenAuth("of-hamburg")) as inbox:
        ours = notice(origin=HAMBURG)
        status = inbox.add_objects(bundle([ours]))
        assert (status.status, status.failure_count) == ("complete", 0)
        status.refresh()
        assert status.success_count == 4
        (main,) = inbox.get_objects(type="incident")["objects"]
        assert notice_of(main) == ours
        inbox.delete_object(main["id"])
        assert inbox.get_object(main["id"])["objects"][0]["revoked"]
    assert place.came[HAMBURG].rows[HAMBURG, ours.id][1].withdrawn


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", {}, 401),
        ("GET", "/root/collections/", {"Authorization": "Bearer guessed"}, 401),
        ("GET", "/", KEY | {"Accept": "text/html"}, 406),
        ("GET", "/", KEY | {"Accept": "application/taxii+json;version=2.0"}, 406),
        ("GET", "/", KEY | {"Accept": "text/html, application/taxii+json; version=2.1"}, 200),
        ("GET", "/root/nothing/", KEY, 404),
        ("GET", f"/root/collections/{ROTTERDAM}/objects/", KEY, 404),
        ("GET", "/root/collections/shared/", KEY, 200),
        ("GET", "/root/collections/shared/objects/?limit=0", KEY, 400),
        ("GET", "/root/collections/shared/objects/incident--1/", KEY, 404),
        ("PUT", "/root/collections/shared/objects/", KEY, 405),
        ("POST", "/root/collections/shared/objects/", KEY | {"Content-Type": MEDIA}, 403),
        ("POST", "/root/collections/inbox/objects/", KEY | {"Content-Type": MEDIA}, 400),
        ("POST", "/root/collections/inbox/objects/", KEY, 415),
        ("GET", "/root/status/none/", KEY, 404),
    ],
)
def test_what_cannot_be_is_refused_in_the_form_of_the_norm(
    address: str, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    answer = httpx.request(method, address + path, headers=headers)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == MEDIA
    if status != 200:
        assert answer.json()["http_status"] == str(status)
    if status == 401:
        assert answer.headers["WWW-Authenticate"].startswith("Basic")


WORDS = st.text(max_size=12) | st.sampled_from([SHARED, INBOX, "p1-3", "all", "incident", "7"])
QUERIES = st.dictionaries(
    st.sampled_from(
        ["limit", "next", "added_after", "match[id]", "match[type]", "match[version]", "match"]
    ),
    WORDS,
    max_size=4,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda one: st.lists(one, max_size=3) | st.dictionaries(WORDS, one, max_size=3),
    max_leaves=8,
)
HEADERS = st.dictionaries(
    st.sampled_from(["Accept", "Content-Type", "Authorization"]),
    st.sampled_from([MEDIA, "*/*", "Basic %%", "Basic YTpi", "Bearer of-antwerp", "", ";", "a/b;"]),
    max_size=3,
)
PLACES = ["", "root/", "root/collections/", "root/collections/{}/", "root/status/{}/"]
PLACES += [f"root/collections/{{}}/{one}" for one in ("manifest/", "objects/", "objects/{}/")]
PLACES += ["root/collections/{}/objects/{}/versions/"]


@given(
    st.sampled_from(["GET", "POST", "DELETE", "HEAD", "OPTIONS"]),
    st.sampled_from(PLACES),
    WORDS,
    QUERIES,
    JSON,
    HEADERS,
)
@settings(max_examples=150)
def test_nothing_that_is_asked_makes_it_fail(
    method: str, path: str, word: str, query: dict[str, str], body: Any, headers: dict[str, str]
) -> None:
    client = TestClient(taxii_app(Place()), raise_server_exceptions=True)
    address = httpx.URL("http://testserver/" + path.format(*[_safe(word)] * path.count("{}")))
    said = {"Content-Type": MEDIA} | KEY | headers
    answer = client.request(
        method, str(address), params=query, json={"objects": [body]}, headers=said
    )
    assert answer.status_code < 500


def _safe(word: str) -> str:
    return httpx.QueryParams({"": word}).__str__()[1:] or "x"
