package tidemark.workload;

/**
 * What an attempt writes beside its rows, so that the audit can find them.
 *
 * @param writer the user
 * @param number the user's commit, counted from 1 without gaps
 * @param attempt which try at this commit it is, counted from 1
 */
record Entry(int writer, long number, long attempt) {}
