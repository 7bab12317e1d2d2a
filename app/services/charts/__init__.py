"""Charts: plain values drawn as figures; the drawing library is loaded when the first one is drawn."""
