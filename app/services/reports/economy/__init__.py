"""The economy on paper: its tables, charts and words as documents of their own or as appendices together."""
