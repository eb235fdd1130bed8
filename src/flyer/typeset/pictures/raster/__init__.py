"""Pixels: PNG and JPEG files are read, and take on the inks of a press. The door to Pillow."""
