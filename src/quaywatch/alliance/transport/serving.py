"""Serving the line: TLS 1.3, a certificate from everybody, on a port of its own."""

import asyncio
import ssl
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from quaywatch.alliance.line import Line
from quaywatch.alliance.transport.app import CERTIFICATE, NODE, LineApp
from quaywatch.alliance.transport.certificates import shown_by
from quaywatch.alliance.transport.desks import Desks

_LOOK_EVERY_S = 5.0


class _Protocol(HttpToolsProtocol):
    """HTTP over a connection whose peer has proved to hold a certificate."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        connection = self.transport.get_extra_info("ssl_object")
        state = self.scope.setdefault("state", {})
        state[NODE] = shown_by(connection.getpeercert() or {})
        state[CERTIFICATE] = connection.getpeercert(binary_form=True)


class LineServer:
    """The line's server; `run` it, or `start` it in a thread and `stop` it.

    Args:
        line: whose peers are answered.
        certificate: the node's own certificate (PEM file).
        key: its key.
        port: 0 for any free one; `port` tells it once started.
        desks: what is answered beside the line, by name.

    """

    def __init__(
        self,
        line: Line,
        certificate: Path,
        key: Path,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        desks: Desks | None = None,
    ) -> None:
        self._line = line
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.minimum_version = ssl.TLSVersion.TLSv1_3
        self._context.load_cert_chain(certificate, key)
        self._context.verify_mode = ssl.CERT_REQUIRED
        self._known: set[str] = set()
        self._host, self._port = host, port
        self.trust_peers()
        config = uvicorn.Config(
            LineApp(line, desks),
            host=host,
            port=port,
            log_level="warning",
            access_log=False,
            server_header=False,
            http=_Protocol,
            ws="none",
            lifespan="off",
            limit_concurrency=256,
            timeout_graceful_shutdown=2,
        )
        config.load()
        config.ssl = self._context
        self._server = uvicorn.Server(config)
        self._thread: threading.Thread | None = None

    @property
    def alive(self) -> bool:
        """Whether it answers."""
        return self._server.started and self._thread is not None and self._thread.is_alive()

    @property
    def port(self) -> int:
        """Where it listens, once it has begun to."""
        return self._port

    def trust_peers(self) -> None:
        """Let new peers through the handshake; who has gone is refused behind it."""
        for peer in self._line.peers.all():
            if peer.certificate and peer.certificate not in self._known:
                self._context.load_verify_locations(cadata=peer.certificate)
                self._known.add(peer.certificate)

    def run(self) -> None:
        """Serve until stopped."""
        asyncio.run(self._serve())

    def start(self) -> None:
        """Serve in a thread; returns when it listens, and raises OSError where it cannot."""
        self._thread = threading.Thread(target=self._live, name="quaywatch-line", daemon=True)
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise OSError(f"nothing can listen at {self._host}:{self._port}")
            threading.Event().wait(0.01)
        self._port = int(self._server.servers[0].sockets[0].getsockname()[1])

    def stop(self) -> None:
        """Finish what is being answered, and end."""
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join()

    def _live(self) -> None:
        # uvicorn leaves the process where it cannot listen; here that ends a thread.
        with suppress(SystemExit):
            self.run()

    async def _serve(self) -> None:
        looking = asyncio.create_task(self._look())
        try:
            await self._server.serve()
        finally:
            looking.cancel()

    async def _look(self) -> Any:
        while True:
            await asyncio.sleep(_LOOK_EVERY_S)
            await asyncio.to_thread(self.trust_peers)
