-- Each gives a row for whatever is broken, or fails. They want the extension amcheck.

-- name: heaps
SELECT relname || ': ' || msg
FROM pg_class, verify_heapam(oid)
WHERE relkind IN ('r', 't', 'm')

-- A broken index raises an error; of a sound one there is an empty text.
-- name: indexes
SELECT pg_class.relname
FROM pg_index
JOIN pg_class ON pg_class.oid = indexrelid
JOIN pg_am ON pg_am.oid = relam
WHERE amname = 'btree' AND indisvalid AND relpersistence = 'p' AND bt_index_check(indexrelid, true)::text <> ''
