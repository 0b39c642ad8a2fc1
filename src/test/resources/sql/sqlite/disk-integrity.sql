-- A row for whatever is broken in the file.

-- name: broken
SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'
