"""Recovery before any login: shareholders help a beheerder who cannot get in any more."""
