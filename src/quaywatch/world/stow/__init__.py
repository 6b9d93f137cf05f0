"""Where each box stands aboard: as the ship's planner has it, and as it sails."""

from quaywatch.world.stow.sailing import Stowage, make_stowage

__all__ = ["Stowage", "make_stowage"]
