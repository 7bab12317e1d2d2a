"""Outcomes out of files into the program: looked through first, then taken in as one step."""
