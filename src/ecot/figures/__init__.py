"""What the book says, in figures that anyone may read. Opaque ids in, totals out; nothing is written."""
