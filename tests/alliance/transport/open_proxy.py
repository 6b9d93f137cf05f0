"""A listener that both ends let in: it shows each the other's certificate and hears plain bytes."""

import asyncio
import ssl
import threading
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple


class Papers(NamedTuple):
    """What a node shows at the other end."""

    node: str
    certificate: Path
    key: Path


class OpenProxy:
    """Passes bytes on to a port of this machine and keeps them as they were before TLS.

    Without papers it listens to a line that has no TLS.
    """

    def __init__(self, port: int, papers: tuple[Papers, Papers] | None = None) -> None:
        """`papers` are the caller's and the callee's."""
        self._target = port
        self._front, self._back, self._name = _contexts(papers) if papers else (None, None, None)
        self.to_caller: list[bytearray] = []
        """What the caller received, a connection each."""
        self.to_callee: list[bytearray] = []
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self.port = 0
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._ready.wait()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._end)
        self._thread.join()

    def _end(self) -> None:
        for writer in list(self._open):
            writer.transport.abort()
        self._loop.stop()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        serving = asyncio.start_server(self._connected, "127.0.0.1", 0, ssl=self._front)
        server = self._loop.run_until_complete(serving)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        left = asyncio.all_tasks(self._loop)
        for one in left:
            one.cancel()
        self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        self._loop.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, here = await asyncio.open_connection(
            "127.0.0.1", self._target, ssl=self._back, server_hostname=self._name
        )
        self._open |= {writer, here}
        went, came = bytearray(), bytearray()
        self.to_callee.append(went)
        self.to_caller.append(came)
        await asyncio.gather(_pass(reader, here, went), _pass(there, writer, came))
        self._open -= {writer, here}


async def _pass(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, heard: bytearray
) -> None:
    with suppress(OSError):
        while data := await reader.read(65_536):
            heard += data
            writer.write(data)
            await writer.drain()
    writer.close()


def _contexts(papers: tuple[Papers, Papers]) -> tuple[ssl.SSLContext, ssl.SSLContext, str]:
    caller, callee = papers
    front = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    front.load_cert_chain(callee.certificate, callee.key)
    back = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    back.load_verify_locations(callee.certificate)
    back.load_cert_chain(caller.certificate, caller.key)
    return front, back, callee.node
