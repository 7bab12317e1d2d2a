"""The röda tråden seen whole: read, followed both ways, laid out, drawn as a picture, and filled in."""
