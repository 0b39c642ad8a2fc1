-- What is large.

-- The columns that a table has.
-- name: columns
SELECT COUNT(*) FROM pg_attribute
WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped

-- So many rows of 16 KB: each is its number, in 16 digits, again and again. Made as they are read.
-- name: rows
SELECT i, repeat(lpad(i::text, 16, '0'), 1024) FROM generate_series(1, ?::bigint) AS i
