"""A campaign of fuzzing: inputs by chance, guided by what they reach when Atheris is installed."""

import hashlib
import os
import random
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from tests.fuzz.bounds import TooDear, bounded
from tests.fuzz.mutation.draw import drawn
from tests.fuzz.seeds import LONGEST
from tests.fuzz.target import Target

_KEPT = 200


class Campaign:
    """Tries a target until its time is up, keeping one input for each way that it fails."""

    def __init__(self, target: Target, folder: Path, seconds: float, seed: int) -> None:
        self._target, self._folder, self._seed = target, folder, seed
        self._seeds = tuple(target.seeds())
        self._seconds = seconds
        self.executions = 0
        self.found: set[str] = set()
        folder.mkdir(parents=True, exist_ok=True)
        for data in self._seeds:
            target.promise(data)  # loads and compiles what the first use does, and costs no input
        self._begun = time.monotonic()

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() - self._begun > self._seconds

    def run(self) -> None:
        """Draw from the seeds and from what was drawn, without guidance."""
        dice = random.Random(self._seed)
        pool = list(self._seeds)
        while not self.over:
            data = drawn(dice.choice(pool), dice, self._seeds, self._target.mutators)[:LONGEST]
            self.attempt(data)
            if dice.random() < 0.05:
                pool.append(data)
                del pool[len(self._seeds) : -_KEPT]

    def run_guided(self, atheris: Any) -> None:
        """Let Atheris choose inputs by the code that they reach; ends the process."""
        corpus = self._folder / "corpus"
        corpus.mkdir(exist_ok=True)
        for data in self._seeds:
            (corpus / hashlib.sha1(data).hexdigest()).write_bytes(data)

        def mutate(data: bytes, size: int, seed: int) -> bytes:
            dice = random.Random(seed)
            if dice.random() < 0.2:
                return atheris.Mutate(data, size)
            return drawn(bytes(data), dice, self._seeds, self._target.mutators)[:size]

        def attempt(data: bytes) -> None:
            self.attempt(data)
            if self.over:
                self.report()
                os._exit(bool(self.found))

        arguments = [f"-seed={self._seed}", f"-max_len={LONGEST}", "-timeout=200", "-verbosity=0"]
        arguments += ["-rss_limit_mb=4096", f"-artifact_prefix={self._folder}/"]
        atheris.Setup([sys.argv[0], *arguments, str(corpus)], attempt, custom_mutator=mutate)
        atheris.Fuzz()

    def attempt(self, data: bytes) -> None:
        """Try one input."""
        self.executions += 1
        try:
            with bounded():
                self._target.promise(data)
        except TooDear as error:
            self._keep(data, "dear", error)
        except Exception as error:  # noqa: BLE001 - what is looked for
            self._keep(data, _way(error), error)

    def report(self) -> None:
        """Say what was tried and found."""
        spent = time.monotonic() - self._begun
        sys.stdout.write(f"{self._folder.name}: {self.executions} inputs in {spent:.0f} s\n")
        for way in sorted(self.found):
            sys.stdout.write(f"  {way}\n")
        sys.stdout.flush()

    def _keep(self, data: bytes, way: str, error: BaseException) -> None:
        if way in self.found:
            return
        self.found.add(way)
        name = hashlib.sha1(way.encode()).hexdigest()[:12]
        (self._folder / f"{name}.input").write_bytes(data)
        told = "".join(traceback.format_exception(error))
        (self._folder / f"{name}.txt").write_text(told, encoding="utf-8", errors="replace")


def _way(error: Exception) -> str:
    """Name a failure by what was raised, and where in the project."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if "quaywatch" in f.filename] or frames
    places = [f"{Path(f.filename).name}:{f.lineno}" for f in (frames[1], own[-1])]
    return f"{type(error).__name__} at {' … '.join(places)}"
