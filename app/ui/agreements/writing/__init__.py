"""Writing an agreement: its sections, the text beside the paper, and what is left to write."""
