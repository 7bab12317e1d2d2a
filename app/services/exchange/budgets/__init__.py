"""The budget as a workbook: out, formatted like the grid, and in again, from our own or from others'."""
