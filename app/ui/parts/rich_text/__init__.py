"""An editor for rich text: headings, paragraphs, lists and simple tables, and nothing else."""
