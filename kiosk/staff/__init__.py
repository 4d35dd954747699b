"""What staff run beside the kiosk. Each command is a generator of the lines that it prints."""
