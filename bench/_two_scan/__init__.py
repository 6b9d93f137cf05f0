"""Pairs of simulated scans, how the comparing engine learns from them, and how it is measured."""
