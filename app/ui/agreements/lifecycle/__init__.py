"""The way of an agreement: made, talked about, decided, revised, renewed and ended."""
