"""Pure rules over dates and values: no store, no clock, no screen."""
