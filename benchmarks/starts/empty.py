"""An empty window of the program's size, shown and painted: the floor of every start."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow

from benchmarks.starts.watching import leave, say_when_painted

if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1440, 900)
    say_when_painted(window, "seen", leave)
    window.show()
    app.exec()
