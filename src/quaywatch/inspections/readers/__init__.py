"""How well those who read pictures do, by threats that were inserted into them.

Everything here is computed from looks whose truth is known (`looks.Look`); the node gathers them.
"""
