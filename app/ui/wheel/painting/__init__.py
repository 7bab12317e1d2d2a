"""Shapes of a picture put on the screen: their colours, signs and pens, and the frame that keeps them."""
