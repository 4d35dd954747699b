"""Large print: text in letters several rows high. Knows rows of cells, and neither views nor keys."""
