"""What is handed over between vaults: the card of a receiver, and the sealed file that travels."""
