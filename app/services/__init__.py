"""What a user can do, as synchronous functions and classes that return frozen dataclasses."""
