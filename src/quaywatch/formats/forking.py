"""The other end of `warm`: a process that has loaded what it needs, and forks for each input.

It looks at no byte of an input itself. The fork that does is bounded, cannot reach the pipes over
which questions come and answers go, and ends with its answer.
"""

import gc
import os
import signal
import sys
from collections.abc import Callable
from typing import BinaryIO

from quaywatch.formats.apart import bound
from quaywatch.formats.warm import LENGTH

_MOST = 1 << 30
"""Bytes of an answer."""
_AT_ONCE = 1 << 20
_BROKEN = 1

Answer = Callable[[bytes], bytes]


def serve(answer: Answer, memory: int, seconds: int) -> None:
    """Answer questions on standard input until it ends, each in a fork.

    Args:
        answer: what makes an answer of a question.
        memory: bytes of address space that a fork may take.
        seconds: of processor time that it may take; twice as many on the clock.
    """
    gc.freeze()
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    while len(head := asked.read(LENGTH.size)) == LENGTH.size:
        (length,) = LENGTH.unpack(head)
        data = asked.read(length)
        if len(data) < length:
            return
        told, status = _apart(lambda data=data: answer(data), memory, seconds)
        del data
        _tell(answers, told, status)


def _tell(answers: BinaryIO, told: bytes, status: int) -> None:
    answers.write(LENGTH.pack(-status if status else len(told)))
    if not status:
        answers.write(told)
    answers.flush()


def _apart(answer: Callable[[], bytes], memory: int, seconds: int) -> tuple[bytes, int]:
    """Return the answer of a fork and its status, 0 where it went well."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        _answer(answer, into, memory, seconds)
    os.close(into)
    told = bytearray()
    with open(out, "rb", buffering=0) as pipe:  # noqa: PTH123 - a descriptor, not a path
        while len(told) <= _MOST and (some := pipe.read(_AT_ONCE)):
            told += some
    if len(told) > _MOST:
        os.kill(child, signal.SIGKILL)
    _, ended = os.waitpid(child, 0)
    status = abs(os.waitstatus_to_exitcode(ended))
    return bytes(told), status


def _answer(answer: Callable[[], bytes], into: int, memory: int, seconds: int) -> None:
    """Answer within bounds, and end; never returns."""
    status = _BROKEN
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in range(3):
            os.dup2(nothing, standard)
        signal.setitimer(signal.ITIMER_REAL, 2 * seconds)
        bound(memory, seconds)
        told = answer()
        with open(into, "wb") as pipe:
            pipe.write(told)
        status = 0
    finally:
        os._exit(status)
