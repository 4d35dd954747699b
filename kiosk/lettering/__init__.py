"""Letters several rows high, for any screen of text."""
