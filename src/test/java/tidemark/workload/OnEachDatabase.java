package tidemark.workload;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tidemark.sql.SqlDialect;

/** Runs the tests of a class on each kind of database. */
@ParameterizedClass
@EnumSource(SqlDialect.class)
abstract class OnEachDatabase extends WithBank {
  OnEachDatabase(SqlDialect dialect) {
    super(dialect);
  }
}
