"""The veraPDF engine as a test tool."""
