"""The face Process: the model's budget process as a guide through the year."""
