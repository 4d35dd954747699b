"""The parts of the screen, each drawn row by row."""
