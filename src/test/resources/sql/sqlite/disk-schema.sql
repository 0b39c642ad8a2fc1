-- Batches of rows, each of which is written in one transaction.

-- name: create_disk
CREATE TABLE tidemark_disk (
  batch INTEGER NOT NULL,
  part INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (batch, part)
)
