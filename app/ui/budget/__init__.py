"""The page Budget: the grid of frames, its sums and its inspector."""
