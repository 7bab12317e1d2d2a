"""The face Scenarier: what-ifs and the parties' alternatives beside a version of the plan."""
