"""Quaywatch: targeting, inspecting and sharing against cocaine hidden in sea containers."""
