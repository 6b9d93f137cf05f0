"""The engines that read every picture, in order; whoever adds one adds a line here."""

from quaywatch.scans.machine.engine import Engine

ENGINES: tuple[Engine, ...] = ()
