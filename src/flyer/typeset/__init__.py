"""How paper works: faces, lines, frames, tables, letters and label stocks; knows no event."""
