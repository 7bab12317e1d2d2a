"""Assignments, activities and staff dialogues: what is done for the goals."""
