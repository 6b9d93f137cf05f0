"""A port of which everything is known: drawn, told to a node's ledger, and counted apart.

Simulated: no box, officer or figure here is real.
"""

from bench._known_port.drawing import Port, drawn
from bench._known_port.holding import held
from bench._known_port.telling import told
from bench._known_port.truth import truth

__all__ = ["Port", "drawn", "held", "told", "truth"]
