"""Application, main window, navigation, start page, search and messages."""
