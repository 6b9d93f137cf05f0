"""How the simulated world compares with published figures, and whether it is worth learning in."""
