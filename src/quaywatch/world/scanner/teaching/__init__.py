"""How the net of `scans.detection` is taught on simulated scans; needs the extra `train`."""
