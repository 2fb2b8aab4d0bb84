"""Papers that stand by themselves: reports, forms, sheets and the manual."""
