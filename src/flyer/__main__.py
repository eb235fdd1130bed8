"""`python -m flyer`."""

from flyer.cli import main

main()
