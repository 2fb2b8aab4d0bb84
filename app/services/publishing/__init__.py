"""From draft to final: comments, the second reader, frozen versions and what differs between them."""
