"""Networks as files of other software: read within limits, written without what may not leave."""
