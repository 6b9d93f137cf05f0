"""Simulated cases put to the model of flow and detection."""
