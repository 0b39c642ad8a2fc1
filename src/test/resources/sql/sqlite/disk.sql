-- What is written where the disk is full.

-- name: write
INSERT INTO tidemark_disk (batch, part, body) VALUES (?, ?, ?)

-- Ballast has numbers below 0.
-- name: stored
SELECT batch, part, body FROM tidemark_disk WHERE batch >= 0

-- name: throw_ballast
DELETE FROM tidemark_disk WHERE batch < 0

-- name: drop
DROP TABLE IF EXISTS tidemark_disk
