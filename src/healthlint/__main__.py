"""`python -m healthlint` is the console script."""

from healthlint.cli.main import run

run()
