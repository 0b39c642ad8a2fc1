package tidemark.workload;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A row of the ledger.
 *
 * @param line its number in its commit, from 0
 * @param other who received a transfer; 0 for all else
 */
record LedgerLine(
    long number, long attempt, int line, String kind, long account, long other, long amount) {
  static LedgerLine of(ResultSet row) throws SQLException {
    return new LedgerLine(
        row.getLong(1),
        row.getLong(2),
        row.getInt(3),
        row.getString(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7));
  }
}
