-- A row for whatever is broken in the database; an index that is broken raises an error, a sound one gives an empty
-- text. It wants the extension amcheck.

-- name: broken
SELECT relname || ': ' || msg
FROM pg_class, verify_heapam(oid)
WHERE relkind IN ('r', 't', 'm')
UNION ALL
SELECT pg_class.relname
FROM pg_index
JOIN pg_class ON pg_class.oid = indexrelid
JOIN pg_am ON pg_am.oid = relam
WHERE amname = 'btree' AND indisvalid AND relpersistence = 'p' AND bt_index_check(indexrelid, true)::text <> ''
