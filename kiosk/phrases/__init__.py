"""The kiosk's own words, a file for each language (content/phrases/) -> frozen Phrases."""

from kiosk.phrases.model import Phrases

__all__ = ["Phrases"]
