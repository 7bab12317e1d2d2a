"""Choosing a steering model before anything is made: a list, one model drawn, several side by side."""
