"""Over real sockets: who is not the partner gets nothing, and what was cut off is resumed."""

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import httpx
import pytest

from quaywatch.alliance import known_by
from quaywatch.alliance.exchange import BadBatch
from quaywatch.alliance.line import Line
from quaywatch.alliance.line.packing import packed, unpacked
from quaywatch.alliance.transport import Client, Courier, Refusal, Unreachable, new_certificate
from quaywatch.alliance.transport.framing import MOST_BATCHES, VERSION_HEADER
from tests.alliance.line.lines import HAMBURG, KEYS, alive, publish, raw, withdraw
from tests.alliance.making import ANTWERP, NOW, ROTTERDAM, notice
from tests.alliance.transport.posts import Post, introduce, listening, post

SECOND = notice(id=known_by(ROTTERDAM, "18"))


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Post, Post]]:
    """Antwerp and Rotterdam, both listening."""
    both = post(tmp_path, ANTWERP), post(tmp_path, ROTTERDAM)
    introduce([*both])
    with listening([*both]):
        yield both


def courier(one: Post, **more: object) -> Courier:
    return Courier(one.line, one.certificate, one.key, seed=1, **more)  # type: ignore[arg-type]


def test_a_node_asks_for_what_is_new_and_its_asking_acknowledges(two) -> None:
    antwerp, rotterdam = two
    publish(rotterdam.line, notice())
    client = antwerp.client(rotterdam)
    assert courier(antwerp).pull(client) == 1
    assert list(alive(antwerp.line).values()) == [notice()]
    assert rotterdam.line.peers.get(ANTWERP).acknowledged == 0
    assert courier(antwerp).pull(client) == 0
    assert rotterdam.line.peers.get(ANTWERP).acknowledged == 1


def test_a_node_that_nobody_can_call_hands_over(two) -> None:
    antwerp, rotterdam = two
    publish(rotterdam.line, notice())
    client = rotterdam.client(antwerp)
    assert courier(rotterdam).push(client) == 1
    assert courier(rotterdam).push(client) == 0
    assert list(alive(antwerp.line).values()) == [notice()]


def test_who_hands_over_too_late_a_batch_begins_where_the_partner_stands(two) -> None:
    antwerp, rotterdam = two
    publish(rotterdam.line, notice())
    publish(rotterdam.line, SECOND)
    rotterdam.line.acknowledged(ANTWERP, 1)  # as if a first had been lost on the way
    client = rotterdam.client(antwerp)
    with pytest.raises(Refusal) as refused:
        client.push(rotterdam.line.after(ANTWERP, 1))
    assert (refused.value.status, refused.value.fault) == (409, "gap")
    courier(rotterdam).push(client)
    assert len(alive(antwerp.line)) == 2


def test_whoever_waits_hears_at_once(two) -> None:
    antwerp, rotterdam = two
    client = antwerp.client(rotterdam)
    heard: list[list[bytes]] = []
    waiting = Thread(target=lambda: heard.append(client.log(0, wait_s=20)))
    waiting.start()
    time.sleep(0.5)
    assert not heard
    publish(rotterdam.line, notice())
    waiting.join(15)
    assert len(heard[0]) == 1


def test_couriers_carry_a_withdrawal_there_and_the_receipt_back(two) -> None:
    antwerp, rotterdam = two
    publish(rotterdam.line, notice(), SECOND)
    couriers = [courier(one, wait_s=1) for one in two]
    for one in couriers:
        one.start()
    until(lambda: len(alive(antwerp.line)) == 2)
    withdraw(rotterdam.line, notice())
    until(lambda: rotterdam.line.receipts(notice().id) == {ANTWERP: NOW})
    assert list(alive(antwerp.line).values()) == [SECOND]
    for one in couriers:
        one.stop()


def until(done) -> None:
    for _ in range(600):
        if done():
            return
        time.sleep(0.1)
    raise AssertionError("it never came to that")


def test_a_stranger_does_not_get_through_the_handshake(two, tmp_path: Path) -> None:
    certificate, key = new_certificate(HAMBURG, tmp_path / "stranger")
    peer = two[0].line.peers.get(ROTTERDAM)
    with pytest.raises(Unreachable):
        Client(peer, certificate, key).state()
    # Nor one who names himself as a partner is named.
    certificate, key = new_certificate(ANTWERP, tmp_path / "impostor")
    with pytest.raises(Unreachable):
        Client(peer, certificate, key).state()


def test_a_partner_of_another_name_or_a_replaced_certificate_gets_nothing(two, tmp_path) -> None:
    antwerp, rotterdam = two
    client = antwerp.client(rotterdam)
    assert client.state()["node"] == ROTTERDAM
    other, _ = new_certificate(ANTWERP, tmp_path / "next")
    rotterdam.line.peers.change(ANTWERP, certificate=other.read_text())
    with pytest.raises(Refusal) as refused:
        client.state()
    assert (refused.value.status, refused.value.fault) == (403, "stranger")


def test_nothing_is_sent_to_whoever_is_not_the_partner(two, tmp_path: Path) -> None:
    """Hamburg answers where Rotterdam should: the call ends before the request."""
    antwerp, _ = two
    hamburg = post(tmp_path, HAMBURG)
    hamburg.line.peers.change(ANTWERP, certificate=antwerp.certificate.read_text())
    with listening([hamburg]):
        assert hamburg.server is not None
        antwerp.line.peers.change(
            ROTTERDAM,
            address=f"https://127.0.0.1:{hamburg.server.port}",
            certificate=hamburg.certificate.read_text(),
        )
        client = Client(antwerp.line.peers.get(ROTTERDAM), antwerp.certificate, antwerp.key)
        publish(antwerp.line, notice(origin=ANTWERP), to=[ROTTERDAM])
        with pytest.raises(Unreachable, match=r"mismatch|not valid"):
            client.push(antwerp.line.after(ROTTERDAM, 0))


@pytest.mark.parametrize(("version", "status"), [("1", 200), ("2", 200), ("3", 400), ("", 400)])
def test_one_release_of_difference_is_understood(two, version: str, status: int) -> None:
    antwerp, rotterdam = two
    client = antwerp.client(rotterdam)
    answer = client._http.get(
        "/line/state",
        headers={VERSION_HEADER: version},
        extensions={"sni_hostname": ROTTERDAM},
    )
    assert answer.status_code == status
    assert answer.headers[VERSION_HEADER] == "1"


@pytest.mark.parametrize(
    ("method", "path", "content", "status"),
    [
        ("GET", "/line/log", b"", 400),
        ("GET", "/line/log?after=-1", b"", 400),
        ("GET", "/line/log?after=99999999999999999999", b"", 400),
        ("GET", "/api/boxes", b"", 404),
        ("DELETE", "/line/log", b"", 404),
        ("POST", "/line/inbox", b"\0\0\0\x09short", 400),
        ("POST", "/line/inbox", (b"\0\0\0\0") * (MOST_BATCHES + 1), 400),
        ("POST", "/line/inbox", bytes(33 * 2**20), 413),
    ],
)
def test_what_is_no_request_of_the_line_is_refused(two, method, path, content, status) -> None:
    antwerp, rotterdam = two
    client = antwerp.client(rotterdam)
    request = {"content": content, "extensions": {"sni_hostname": ROTTERDAM}}
    assert client._http.request(method, path, **request).status_code == status
    assert rotterdam.line.quarantined() == []


def test_what_is_no_batch_is_kept_with_who_brought_it(two) -> None:
    antwerp, rotterdam = two
    client = antwerp.client(rotterdam)
    bomb = b"\x28\xb5\x2f\xfd" + bytes(30)
    for body in (b"no batch", bomb):
        with pytest.raises(Refusal) as refused:
            client.push([body])
        assert (refused.value.status, refused.value.fault) == (422, "unreadable")
    assert [(one.sender, one.data) for one in rotterdam.line.quarantined()] == [
        (ANTWERP, b"no batch"),
        (ANTWERP, bomb),
    ]


def test_a_batch_that_somebody_else_signed_is_not_taken_from_a_partner(two) -> None:
    antwerp, rotterdam = two
    publish(antwerp.line, notice(origin=ANTWERP), to=[HAMBURG])
    with pytest.raises(Refusal) as refused:
        antwerp.client(rotterdam).push(antwerp.line.after(HAMBURG, 0))
    assert refused.value.fault == "recipient"
    batch = unpacked(antwerp.line.after(HAMBURG, 0)[0])
    assert packed(batch) == rotterdam.line.quarantined()[0].data


def test_a_forged_answer_is_kept_and_the_line_stands_still(two) -> None:
    antwerp, rotterdam = two
    antwerp.line.peers.revoke(ROTTERDAM, raw(KEYS[ROTTERDAM]), NOW)
    publish(rotterdam.line, notice())
    with pytest.raises(BadBatch):
        courier(antwerp).pull(antwerp.client(rotterdam))
    assert [one.fault for one in antwerp.line.quarantined()] == ["revoked"]
    assert antwerp.line.peers.get(ROTTERDAM).taken == 0


def test_an_answer_that_is_cut_off_is_asked_for_again(two) -> None:
    antwerp, rotterdam = two
    publish(rotterdam.line, notice())
    client = antwerp.client(rotterdam)
    client._http.close()
    with pytest.raises((Unreachable, RuntimeError)):
        client.state()
    assert courier(antwerp).pull(antwerp.client(rotterdam)) == 1


def test_the_line_has_no_other_way_to_the_officers(two) -> None:
    antwerp, rotterdam = two
    assert isinstance(antwerp.line, Line)
    with pytest.raises(httpx.HTTPError):
        httpx.get(f"https://127.0.0.1:{rotterdam.server.port}/", verify=False)
