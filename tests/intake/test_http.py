"""Machines send over real sockets: by key, by certificate, and into a watched folder."""

import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
import trustme
from click.testing import CliRunner

from quaywatch.cli import main
from tests.node.making import consignment, filing
from tests.ports import free_port


def run(*words: str) -> str:
    result = CliRunner().invoke(main, list(words), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout.strip()


class Served:
    """A node served over TLS, with a sender by key, one by certificate and one by folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.node = str(home / "node.sqlite")
        self.authority = trustme.CA()
        self.authority.cert_pem.write_to_path(home / "authority.pem")
        shown = self.authority.issue_cert("127.0.0.1", "localhost")
        shown.cert_chain_pems[0].write_to_path(home / "server.pem")
        shown.private_key_pem.write_to_path(home / "server.key")
        self.certificate(self.authority, "machine")
        add = ("senders", "add", "--node", self.node)
        self.key = run(*add, "carrier", "--identifier", "TSTL")
        run(*add, "sealed", "--certificate", str(home / "machine.pem"))
        run(*add, "dropper", "--drop", str(home / "drop"))
        self.port = free_port()

    def certificate(self, authority: trustme.CA, name: str) -> None:
        made = authority.issue_cert(f"{name}.test")
        made.private_key_and_cert_chain_pem.write_to_path(self.home / f"{name}-both.pem")
        made.cert_chain_pems[0].write_to_path(self.home / f"{name}.pem")

    def command(self) -> list[str]:
        home = self.home
        return [
            sys.executable,
            "-c",
            "from quaywatch.cli import main; main()",
            *("serve", "--node", self.node, "--port", str(self.port)),
            *("--tls-certificate", str(home / "server.pem"), "--tls-key", str(home / "server.key")),
            *("--tls-clients", str(home / "authority.pem"), "--drop", str(home / "drop")),
        ]

    def client(self, certificate: str = "") -> httpx.Client:
        trust = ssl.create_default_context(cafile=self.home / "authority.pem")
        if certificate:
            trust.load_cert_chain(self.home / f"{certificate}-both.pem")
        return httpx.Client(base_url=f"https://127.0.0.1:{self.port}", verify=trust, timeout=60)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    made = Served(tmp_path_factory.mktemp("served"))
    process = subprocess.Popen(made.command(), stdout=subprocess.PIPE, text=True)
    try:
        with made.client() as client:
            _wait_for(client, process)
        yield made
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(client: httpx.Client, process: "subprocess.Popen[str]") -> None:
    for _ in range(900):
        assert process.poll() is None
        with suppress(httpx.TransportError):
            if client.get("/api/ready").is_success:
                return
        time.sleep(0.1)
    pytest.fail("the service did not come up")


def send(client: httpx.Client, data: bytes, key: str = "") -> httpx.Response:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return client.post("/api/intake", content=data, headers=headers)


def test_a_key_opens_the_way_in_and_a_resend_is_known(served: Served) -> None:
    message = filing(consignment("K1"))
    with served.client() as client:
        first, again = (send(client, message, served.key) for _ in range(2))
    assert first.status_code == 200
    assert first.json()["consignments"] == 1
    assert again.json()["positions"] == first.json()["positions"]
    assert again.json()["duplicates"] == 1


def test_without_key_or_certificate_there_is_no_way_in(served: Served) -> None:
    with served.client() as client:
        for key in ("", "wrong", "ä"):
            try:
                answer = send(client, filing(consignment("N1")), key)
            except UnicodeEncodeError:
                continue
            assert (answer.status_code, answer.json()["code"]) == (401, "sender.unknown")
            assert answer.headers["www-authenticate"] == "Bearer"


def test_a_certificate_opens_the_way_in(served: Served) -> None:
    with served.client("machine") as client:
        assert send(client, filing(consignment("C1"))).json()["consignments"] == 1


def test_a_certificate_that_no_sender_has_does_not(served: Served) -> None:
    served.certificate(served.authority, "other")
    with served.client("other") as client:
        assert send(client, filing(consignment("O1"))).status_code == 401


def test_a_certificate_of_another_authority_does_not_pass_the_handshake(served: Served) -> None:
    served.certificate(trustme.CA(), "forged")
    with served.client("forged") as client, pytest.raises(httpx.TransportError):
        send(client, filing(consignment("F1")))


def test_what_is_dropped_into_a_folder_is_taken_in(served: Served) -> None:
    inbox = served.home / "drop" / "dropper" / "inbox"
    (inbox / "m.part").write_bytes(filing(consignment("D1")))
    (inbox / "m.part").rename(inbox / "m.jsonl")
    taken = served.home / "drop" / "dropper" / "taken" / "m.jsonl"
    for _ in range(200):
        if taken.exists():
            return
        time.sleep(0.1)
    pytest.fail("the file was not taken")


def test_files_go_in_by_the_command_line_and_only_once(tmp_path: Path) -> None:
    file = tmp_path / "m.jsonl"
    file.write_bytes(filing(consignment()))
    where = str(tmp_path / "node.sqlite")
    said = run("intake", "--node", where, str(file))
    assert "1 consignments" in said
    assert "1 known before" in run("intake", "--node", where, str(file))


def test_senders_are_listed_and_closed(tmp_path: Path) -> None:
    where = str(tmp_path / "node.sqlite")
    run("senders", "add", "--node", where, "carrier", "--identifier", "TSTL")
    assert run("senders", "list", "--node", where) == "carrier\tTSTL\tno certificate"
    run("senders", "close", "--node", where, "carrier")
    assert run("senders", "list", "--node", where) == ""
