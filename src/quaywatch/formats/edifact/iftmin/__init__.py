"""IFTMIN, the instruction to carry: one consignment as its shipper wants it."""
