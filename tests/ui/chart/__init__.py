"""The chart as a widget: painting, mouse, keys, lists and paper."""
