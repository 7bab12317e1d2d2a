"""Workbooks that others have made: what stands in their cells, exactly, or why they cannot be read."""
