-- name: drop_disk
DROP TABLE IF EXISTS tidemark_disk
