"""The page where records that need not be kept any longer are destroyed, by two people."""
