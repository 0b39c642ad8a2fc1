package tidemark.sql.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import tidemark.sql.Params;

/** Binds parameters in order; one for each prepared statement, used again and again. */
abstract class JdbcParams implements Params {
  private final PreparedStatement statement;
  private int index;

  JdbcParams(PreparedStatement statement) {
    this.statement = statement;
  }

  /** Starts over at the first parameter. */
  final JdbcParams first() {
    index = 0;
    return this;
  }

  @Override
  public final Params text(String value) {
    return set(value, PreparedStatement::setString);
  }

  @Override
  public final Params integer(long value) {
    try {
      statement.setLong(++index, value);
      return this;
    } catch (SQLException e) {
      throw new JdbcFault(e);
    }
  }

  @Override
  public final Params real(double value) {
    return set(value, PreparedStatement::setDouble);
  }

  /** Binds the next parameter by one of the statement's own setters. */
  final <T> Params set(T value, Setter<T> setter) {
    try {
      setter.set(statement, ++index, value);
      return this;
    } catch (SQLException e) {
      throw new JdbcFault(e);
    }
  }

  /** A setter of {@link PreparedStatement}. */
  @FunctionalInterface
  interface Setter<T> {
    void set(PreparedStatement statement, int index, T value) throws SQLException;
  }
}
