-- What is large.

-- The columns that a table has.
-- name: columns
SELECT COUNT(*) FROM pragma_table_info(?)

-- So many rows of 16 KB: each is its number, in 16 digits, again and again. Made as they are read.
-- name: rows
WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < ?)
SELECT i, replace(hex(zeroblob(1024)), '00', printf('%016d', i)) FROM numbers
