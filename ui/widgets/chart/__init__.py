"""The link chart on screen: what is drawn, how one looks at it and moves in it, and the same content as lists."""
