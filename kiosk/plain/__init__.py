"""The visit as lines of text: for any terminal or pipe, and for whatever reads lines aloud or in braille."""
