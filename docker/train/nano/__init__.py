"""The nano any-to-any model: its world, its five components, their training, judges and export."""
