-- Batches of rows, each of which is written in one transaction.

-- name: create_disk
CREATE TABLE tidemark_disk (
  batch BIGINT NOT NULL,
  part BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (batch, part)
)
