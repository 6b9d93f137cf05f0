"""Messages about a vessel's voyage: conveyance reports (CUSREP) and schedules (IFTSAI)."""
