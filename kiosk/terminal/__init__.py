"""What a terminal sends, and what it can do. Nothing here draws, and nothing knows Textual."""
