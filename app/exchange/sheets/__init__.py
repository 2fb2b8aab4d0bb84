"""Files with tables in them, made by others: read whole, within limits, before anything is done with them."""
