package tidemark.workload;

/**
 * What is to be committed.
 *
 * @param branch made by its first commit
 * @param message stored whole; no two of a run are the same
 * @param customId the id to have, at least 10 characters; empty for one that is made for it
 */
public record Commit(String branch, String message, String customId) {}
