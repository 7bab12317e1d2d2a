"""Data to PDF: tagged, archivable and the same to the byte each time."""
