"""Checks that what the law asks for is there, written by one table of data elements."""
