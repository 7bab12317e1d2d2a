"""The proposals of bodies and units: what they ask for beside their preliminary frame, and why."""
