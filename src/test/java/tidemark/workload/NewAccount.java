package tidemark.workload;

/**
 * An account to open.
 *
 * @param id its key, counted up over the run: the oldest account has the lowest
 */
public record NewAccount(long id, Account account) {}
