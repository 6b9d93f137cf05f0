"""A process that is ready answers from forks; one that breaks breaks alone."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from quaywatch.formats.forking import serve
from quaywatch.formats.warm import Ended, Warm

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork")


def _answer(data: bytes) -> bytes:
    match data:
        case b"who":
            return str(os.getpid()).encode()
        case b"die":
            os.kill(os.getpid(), signal.SIGKILL)
        case b"raise":
            raise ValueError
        case b"eat":
            return b"x" * (1 << 31)
        case b"hear":
            return Path("/proc/self/fd/0").readlink().as_posix().encode()
        case _:
            pass
    return data[::-1]


@pytest.fixture
def warm() -> Iterator[Warm]:
    made = Warm(__name__, patience=60)
    yield made
    made.close()


def test_every_question_is_answered_by_a_process_of_its_own(warm: Warm) -> None:
    assert warm.ask(b"abc") == b"cba"
    assert warm.ask(b"") == b""
    assert warm.ask(bytes(3_000_000)) == bytes(3_000_000)
    assert warm.ask(b"who") != warm.ask(b"who")


@pytest.mark.parametrize("broken", [b"die", b"raise", b"eat"])
def test_one_that_breaks_is_told_and_the_next_is_answered(warm: Warm, broken: bytes) -> None:
    with pytest.raises(Ended):
        warm.ask(broken)
    assert warm.ask(b"ab") == b"ba"


def test_a_fork_cannot_reach_the_questions(warm: Warm) -> None:
    assert warm.ask(b"hear") == b"/dev/null"


def test_a_process_that_is_killed_is_started_anew(warm: Warm) -> None:
    warm.ask(b"a")
    warm.close()
    assert warm.ask(b"ab") == b"ba"


if __name__ == "__main__":
    serve(_answer, 1 << 30, 20)
