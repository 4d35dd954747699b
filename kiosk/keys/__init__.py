"""Key presses -> intents. Pure: no screen, no thread, and where time matters the clock is passed in."""
