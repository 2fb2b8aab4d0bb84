"""The anonymous channel: a code that is a key, sealed chunks of one size, and a box anybody may put them in."""
