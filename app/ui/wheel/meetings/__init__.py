"""The meeting plan: meetings, the days around them, what is treated there, and negotiations before."""
