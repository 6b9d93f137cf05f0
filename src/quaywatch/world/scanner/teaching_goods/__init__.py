"""How `scans.goods` is taught what goods look like, on simulated loads."""
