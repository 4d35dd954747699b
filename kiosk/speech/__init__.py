"""Utterances -> sound, in a process of its own: a voice renders, a player hands out samples, a client supervises."""
