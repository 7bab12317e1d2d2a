"""The page Organisation: units, and the municipality itself."""
