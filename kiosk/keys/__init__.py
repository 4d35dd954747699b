"""Key presses -> intents. Pure, but for the files of `profile`; where time matters the clock is passed in."""
