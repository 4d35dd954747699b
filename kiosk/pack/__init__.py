"""content/ -> a frozen Pack: strict YAML in, values out, every fault told at once."""
