"""The width of the nets: read once, when nano.nets is imported. The shipped model has 128; tests use a miniature."""

WIDTH = 128
