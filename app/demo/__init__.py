"""The demo vault: the figures of 2019 and the working data of an invented municipality, through the services."""
