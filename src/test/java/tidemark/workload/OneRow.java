package tidemark.workload;

import java.util.List;
import java.util.Map;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.sql.Refusal;
import tidemark.sql.Rows;

/**
 * The one row that a change must hit: it is new, or locked, so if the change hits none or several,
 * that is a defect of the database. Nothing of the transaction is committed then.
 */
final class OneRow {
  static final ErrorKind WRONG_COUNT = new ErrorKind(ErrorClass.BUG, "wrong_row_count");

  private OneRow() {}

  /** Refuses any other number of rows affected. */
  static void require(String change, int affected) {
    if (affected != 1) {
      throw new Refusal(WRONG_COUNT, change + " hit " + affected + " rows");
    }
  }

  /** The row, by column name, of a change that returns what it hit. */
  static Map<String, Object> of(String change, Rows rows) {
    List<Map<String, Object>> hit = rows.list(Rows::map);
    require(change, hit.size());
    return hit.get(0);
  }
}
