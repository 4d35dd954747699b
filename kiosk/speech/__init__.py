"""Utterances -> sound, in a process of its own: a voice renders, a player plays, a client supervises."""
