"""The registers of the programme, its money and its published figures."""
