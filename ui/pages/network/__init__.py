"""The page Verbanden: entities with all that is known of them, proposals, and what connects them."""
