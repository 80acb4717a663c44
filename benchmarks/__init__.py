"""How fast it is, and how much memory it takes: `make bench`. Apart from the tests; nothing imports this.

Every figure is taken from the real program on invented letters, and only where its work was found done.
"""
