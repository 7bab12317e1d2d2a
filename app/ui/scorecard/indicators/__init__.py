"""The face with all measures: their list, and everything that can be said of one."""
