"""The wheel as a picture: spans of the year, lanes, rings and shapes with roles, in pure arithmetic."""
