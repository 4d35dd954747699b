"""The strict reading of YAML: values that know their lines, all faults at once. Knows no kind of file."""
