"""What has been measured: the grid, its notes and history, and what is to be filled in."""
