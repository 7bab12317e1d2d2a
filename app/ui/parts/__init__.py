"""Reusable widgets, item models and delegates; they know neither the shell nor any room."""
