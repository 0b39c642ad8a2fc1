-- Each gives a row for whatever is broken.

-- name: whole_file
SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'
