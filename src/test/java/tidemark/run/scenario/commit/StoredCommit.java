package tidemark.run.scenario.commit;

/** A commit as it is read back. */
record StoredCommit(String id, String message) {}
