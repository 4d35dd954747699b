"""Drivers that pyttsx3 is shown, beside its own: see voice.py."""
