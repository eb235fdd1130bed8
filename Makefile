# make build   install into .venv and make the documents of the event in this folder
# make test    the same, then the whole test suite
# make check   formatter, linter, types
# make bench   time, memory and size on large inputs, beside what other tools take
# make pictures   the README's pictures, from the documents in output/
# make gallery   docs/gallery.md: every fold in every design

PYTHON ?= python3
BIN := .venv/bin

.PHONY: build test check bench pictures gallery clean

build: .venv/installed
	$(BIN)/flyer build

test: build
	tests/install-judges
	$(BIN)/python -m pytest -n 2

check: .venv/installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: .venv/installed
	$(BIN)/python -m bench
	$(BIN)/python -m bench.desk

pictures: build
	$(BIN)/python docs/make_pictures.py
	$(BIN)/python docs/make_desk_picture.py

gallery: .venv/installed
	$(BIN)/python docs/make_gallery.py

clean:
	rm -rf .venv output/*.pdf output/invoices

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
