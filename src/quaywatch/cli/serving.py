"""Runs a node's service in this process until it is told to stop."""

import gc
import logging
import ssl
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import click
import uvicorn
from starlette.types import ASGIApp

from quaywatch.api.app import create_app
from quaywatch.api.opening import Opening, opening_app
from quaywatch.api.services import Services
from quaywatch.api.settings import Settings
from quaywatch.api.tls import CertificateProtocol
from quaywatch.intake.as4 import PayloadFolder
from quaywatch.intake.folder import Folder
from quaywatch.intake.scans import ScanFolder
from quaywatch.node import At, Node, Told
from quaywatch.node.telling import warm

_log = logging.getLogger(__name__)
_SWEEP_EVERY_S = 1.0
_SAID_EVERY = 10
"""Percent of a ledger after which the terminal hears of it again."""
_YOUNG = 20_000
"""Objects more than went, before the collector looks at the young ones; Python's own is 700, which
one batch of notices passes twenty times."""
_TURN_S = 0.0005
"""Seconds after which a thread that works gives way to one that answers; Python's own ten times as
many are paid at every step of a request while the writer works."""


@dataclass(frozen=True, slots=True)
class Tls:
    """What the service shows of itself, and whose certificates it believes."""

    certificate: Path
    key: Path
    clients: Path | None = None
    """Authorities of senders' certificates (PEM); a certificate of no other gets through."""


@dataclass(frozen=True, slots=True)
class Drops:
    """Folders that are watched beside the service."""

    root: Path | None = None
    """Root of the senders' folders."""
    as4: Path | None = None
    """Where an AS4 access point lays what it received."""


def serve_node(
    opened: Callable[[Told], Node],
    settings: Settings,
    host: str,
    port: int,
    *,
    tls: Tls | None = None,
    drops: Drops | None = None,
    line: At | None = None,
) -> None:
    """Open a node and serve it until interrupted, then finish what has been queued and close it.

    Whoever calls while `opened` is at it is told how far it has come. Where the node has a name
    among others it is on the line meanwhile.
    """
    opening = Opening()
    meanwhile = _config(opening_app(opening), host, port, tls, lifespan="off")
    door = _Door(meanwhile)
    with door.answering(meanwhile):
        node = opened(_telling(opening))
    try:
        warm()
        node.warm()
        app = create_app(node, settings)
        spare_what_stays()
        sys.setswitchinterval(_TURN_S)
        node.allied.connect(line or At())
        with _watching(app.state.services, drops or Drops()):
            door.serve(_config(app, host, port, tls))
    finally:
        node.close()


def _config(
    app: ASGIApp, host: str, port: int, tls: Tls | None, lifespan: Literal["auto", "off"] = "auto"
) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        lifespan=lifespan,
        log_level="warning",
        access_log=False,
        server_header=False,
        http=CertificateProtocol,
        ssl_certfile=tls and tls.certificate,
        ssl_keyfile=tls and tls.key,
        ssl_ca_certs=str(tls.clients) if tls and tls.clients else None,
        # People have no certificate and sign in; machines prove theirs.
        ssl_cert_reqs=ssl.CERT_OPTIONAL if tls and tls.clients else ssl.CERT_NONE,
        timeout_graceful_shutdown=None if lifespan == "auto" else 1,
    )


class _Door:
    """The address that the service is reached at; it stays open for whoever answers next."""

    def __init__(self, config: uvicorn.Config) -> None:
        self._bound = config.bind_socket()

    @contextmanager
    def answering(self, config: uvicorn.Config) -> Generator[None]:
        """Answer aside."""
        server, bound = uvicorn.Server(config), self._bound.dup()
        thread = threading.Thread(
            target=lambda: server.run(sockets=[bound]), name="quaywatch-opening", daemon=True
        )
        thread.start()
        try:
            yield
        finally:
            server.should_exit = True
            thread.join()

    def serve(self, config: uvicorn.Config) -> None:
        """Answer until interrupted."""
        uvicorn.Server(config).run(sockets=[self._bound])


def _telling(opening: Opening) -> Told:
    """Return what tells callers how far opening has come, and the terminal every so often."""
    said = 0

    def told(done: int, of: int) -> None:
        nonlocal said
        opening.told(done, of)
        if 100 * done >= (said + _SAID_EVERY) * of:
            said = 100 * done // of
            click.echo(f"Derived anew from the ledger: {done:,} of {of:,} events", err=True)

    return told


@contextmanager
def _watching(services: Services, drops: Drops) -> Generator[None]:
    """Take in what is dropped while the service runs."""
    sweeps: list[Callable[[], int]] = []
    if drops.root is not None:
        sweeps.append(Folder(drops.root, services.gate, services.senders).sweep)
        sweeps.append(ScanFolder(drops.root, services.gate, services.senders).sweep)
    if drops.as4 is not None:
        sweeps.append(PayloadFolder(drops.as4, services.gate, services.senders).sweep)
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            if not sum(map(_swept, sweeps)):
                stop.wait(_SWEEP_EVERY_S)

    watcher = threading.Thread(target=watch, name="quaywatch-drops", daemon=True)
    if sweeps:
        watcher.start()
    try:
        yield
    finally:
        stop.set()
        if sweeps:
            watcher.join()


def _swept(sweep: Callable[[], int]) -> int:
    """Sweep once; a disk that is full today must not end the watch."""
    try:
        return sweep()
    except OSError:
        _log.exception("could not sweep")
        return 0


def spare_what_stays() -> None:
    """Keep what stands for as long as the service runs out of the collector's rounds.

    A full round over the modules, the application and the ranking holds every request up for some
    80 ms. What is made afterwards is mostly gone by itself, so rounds are seldom worth their time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)
