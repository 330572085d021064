"""Work on files from strangers in a process of its own, with limits: it may fail, hang or grow, and only it ends."""
