"""A kiosk that reads a charity's page about a health condition aloud, one big key at a time, offline."""
