"""The teams: all groups as a tree, with their people, what they look after and how to reach them."""
