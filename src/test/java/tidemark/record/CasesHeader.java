package tidemark.record;

/**
 * What cases are tried on.
 *
 * @param backend {@code sqlite} or {@code postgresql}
 * @param version of the database
 * @param url without user info and parameters
 */
public record CasesHeader(String backend, String version, String url) {}
