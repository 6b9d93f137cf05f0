"""Reading processes that are ready before they are asked: see `forking` for the other end.

What takes a second is to start Python and load libraries, so that is done once; each input is read
by a fork of its own, which ends with it.
"""

import struct
import sys
from subprocess import DEVNULL, PIPE, Popen
from threading import BoundedSemaphore, Lock, Timer

from quaywatch.formats.apart import command, environment

LENGTH = struct.Struct(">q")
"""What goes before every answer and question: how many bytes follow; of a reading process that
ended, minus its status and nothing more."""
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS"), "1"
)
"""Threads at work when a process is forked would leave locks held for ever."""


class Ended(Exception):  # noqa: N818 - it happened to the process
    """The process that read came to its end without an answer."""


class Warm:
    """Processes of one module, at most `at_once`; safe to use from many threads."""

    def __init__(self, module: str, *, patience: float, at_once: int = 2) -> None:
        self._module, self._patience = module, patience
        self._turns = BoundedSemaphore(at_once)
        self._lock = Lock()
        self._idle: list[Popen[bytes]] = []

    def start(self) -> None:
        """Have a process ready."""
        with self._lock:
            if not self._idle:
                self._idle.append(self._started())

    def ask(self, data: bytes) -> bytes:
        """Return what the module makes of some bytes, in a fork of its own.

        Raises:
            Ended: it took too much time or memory, or broke.

        """
        with self._turns:
            with self._lock:
                process = self._idle.pop() if self._idle else self._started()
            try:
                answer = self._asked(process, data)
            except BaseException:
                _stop(process)
                raise
            with self._lock:
                self._idle.append(process)
        if isinstance(answer, int):
            raise Ended(f"status {answer}")
        return answer

    def close(self) -> None:
        """End the processes that wait; one that is asked again starts anew."""
        with self._lock:
            idle, self._idle = self._idle, []
        for process in idle:
            _stop(process)

    def _started(self) -> Popen[bytes]:
        return Popen(  # noqa: S603 - our own module
            command(self._module),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env=environment(**_ONE_THREAD),
        )

    def _asked(self, process: Popen[bytes], data: bytes) -> bytes | int:
        """Return the answer, or the status of a fork that gave none."""
        asking, answering = process.stdin, process.stdout
        assert asking is not None and answering is not None  # noqa: S101, PT018 - piped
        patience = Timer(self._patience, process.kill)
        patience.daemon = True
        patience.start()
        try:
            asking.write(LENGTH.pack(len(data)))
            asking.write(data)
            asking.flush()
            head = answering.read(LENGTH.size)
            if len(head) < LENGTH.size:
                raise Ended(f"it took longer than {self._patience:g} seconds, or broke")
            (length,) = LENGTH.unpack(head)
            answer = answering.read(length) if length >= 0 else b""
        except BrokenPipeError as error:
            raise Ended("it broke") from error
        finally:
            patience.cancel()
        if length < 0:
            return int(-length)
        if len(answer) < length:
            raise Ended("it broke")
        return answer


def possible() -> bool:
    """Say whether this system can fork."""
    return sys.platform != "win32"


def _stop(process: Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
