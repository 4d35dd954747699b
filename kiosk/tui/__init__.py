"""The screen: draws the visit's events and hands it the keys. Owns no rule; nothing else knows Textual."""
