"""What parts of frames rest on: an index or a line of the prerequisites, and their reckoning anew."""
