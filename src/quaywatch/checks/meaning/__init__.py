"""What a description speaks of: chapters of the Harmonized System, or nothing in particular."""
