"""What a visitor takes home from a pack: the same words, and where there is sound the same voice."""
