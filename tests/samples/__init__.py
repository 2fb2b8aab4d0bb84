"""One vault of every earlier schema, made by the program of its time; see test_samples.py for what is in it."""
