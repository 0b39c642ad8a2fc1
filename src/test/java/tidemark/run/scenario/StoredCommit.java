package tidemark.run.scenario;

/** A commit as it is read back. */
record StoredCommit(String id, String message) {}
