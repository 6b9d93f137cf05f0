"""A bad network between two nodes: a TCP proxy that delays, cuts off and parts."""

import asyncio
import random
import threading
from contextlib import suppress


class FaultProxy:
    """Passes bytes on to a port of this machine, badly; runs in a thread of its own.

    TCP brings bytes in order or not at all, so that a lost packet shows as a delay and a lost peer
    as a cut: connections are cut after a random number of bytes, either way.
    """

    def __init__(self, port: int, *, seed: int, delay_s: float = 0.02, cut: float = 0.5) -> None:
        self._target, self._random = port, random.Random(seed)
        self._delay_s, self._cut = delay_s, cut
        self.parted = False
        """Nobody gets through, and whoever was is cut off."""
        self.seen = bytearray()
        """Everything that went over the line, both ways: what a listener has."""
        self.cuts = 0
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self.port = 0
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._ready.wait()

    def part(self, *, parted: bool) -> None:
        """Part the two, or let them come together again."""
        self.parted = parted
        if parted:
            self._loop.call_soon_threadsafe(self._cut_all)

    def calm(self) -> None:
        """Cut no more."""
        self._cut = 0.0
        self.part(parted=False)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._cut_all)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        serving = asyncio.start_server(self._connected, "127.0.0.1", 0)
        server = self._loop.run_until_complete(serving)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()

    def _cut_all(self) -> None:
        for writer in list(self._open):
            writer.transport.abort()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.parted:
            writer.transport.abort()
            return
        try:
            there, here = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            return
        self._open |= {writer, here}
        left = self._random.randint(500, 9_000) if self._random.random() < self._cut else 2**40
        await asyncio.gather(self._pass(reader, here, left), self._pass(there, writer, left))
        self._open -= {writer, here}

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, left: int
    ) -> None:
        with suppress(OSError):
            while data := await reader.read(16_384):
                await asyncio.sleep(self._random.uniform(0, self._delay_s))
                self.seen += data[:left]
                writer.write(data[:left])
                await writer.drain()
                left -= len(data)
                if left <= 0:
                    self.cuts += 1
                    self._cut_all()
        writer.close()
