"""The budget process of the model as a guide through the year: what is done, what is next, and where."""
