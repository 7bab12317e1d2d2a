"""Two wheels side by side: two years of the file, or two models."""
