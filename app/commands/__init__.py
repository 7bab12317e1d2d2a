"""What the command line can do: its words, its answers, and one module for each group of commands."""
