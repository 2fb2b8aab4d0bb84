"""Under which keys people, organisations, addresses and vehicles are found again, however they were written."""
