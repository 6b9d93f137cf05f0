"""Clean consignments, and one way or more to spoil them for every documentary check."""
