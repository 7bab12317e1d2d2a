"""The page Uppdragshandlingar: list, preview on paper, and the parts to write."""
