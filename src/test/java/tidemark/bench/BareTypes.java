package tidemark.bench;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import tidemark.sql.SqlDialect;
import tidemark.workload.Account;
import tidemark.workload.NewAccount;

/** How the two drivers take and give the types that they do not share. */
enum BareTypes {
  SQLITE {
    @Override
    void flag(PreparedStatement statement, int index, boolean value) throws SQLException {
      statement.setInt(index, value ? 1 : 0);
    }

    @Override
    void timestamp(PreparedStatement statement, int index, Instant value) throws SQLException {
      statement.setLong(index, ChronoUnit.MICROS.between(Instant.EPOCH, value));
    }

    @Override
    void uuid(PreparedStatement statement, int index, UUID value) throws SQLException {
      statement.setString(index, value.toString());
    }

    @Override
    boolean flag(ResultSet row) throws SQLException {
      return row.getInt(1) == 1;
    }

    @Override
    Instant timestamp(ResultSet row) throws SQLException {
      return Instant.EPOCH.plus(row.getLong(1), ChronoUnit.MICROS);
    }

    @Override
    UUID uuid(ResultSet row) throws SQLException {
      return UUID.fromString(row.getString(1));
    }
  },

  POSTGRESQL {
    @Override
    void flag(PreparedStatement statement, int index, boolean value) throws SQLException {
      statement.setBoolean(index, value);
    }

    @Override
    void timestamp(PreparedStatement statement, int index, Instant value) throws SQLException {
      statement.setObject(index, value.atOffset(ZoneOffset.UTC));
    }

    @Override
    void uuid(PreparedStatement statement, int index, UUID value) throws SQLException {
      statement.setObject(index, value);
    }

    @Override
    boolean flag(ResultSet row) throws SQLException {
      return row.getBoolean(1);
    }

    @Override
    Instant timestamp(ResultSet row) throws SQLException {
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }

    @Override
    UUID uuid(ResultSet row) throws SQLException {
      return row.getObject(1, UUID.class);
    }
  };

  static BareTypes of(SqlDialect dialect) {
    return valueOf(dialect.name());
  }

  abstract void flag(PreparedStatement statement, int index, boolean value) throws SQLException;

  abstract void timestamp(PreparedStatement statement, int index, Instant value)
      throws SQLException;

  abstract void uuid(PreparedStatement statement, int index, UUID value) throws SQLException;

  /** The first column, as the others. */
  abstract boolean flag(ResultSet row) throws SQLException;

  abstract Instant timestamp(ResultSet row) throws SQLException;

  abstract UUID uuid(ResultSet row) throws SQLException;

  /** Binds the insert of an account. */
  final void bindAccount(PreparedStatement insert, NewAccount opened, long balance)
      throws SQLException {
    Account account = opened.account();
    insert.setLong(1, opened.id());
    insert.setString(2, account.name());
    insert.setLong(3, balance);
    insert.setLong(4, account.opening());
    insert.setDouble(5, account.interestRate());
    insert.setDouble(6, account.riskRe());
    insert.setDouble(7, account.riskIm());
    flag(insert, 8, account.active());
    timestamp(insert, 9, account.createdAt());
    uuid(insert, 10, account.ref());
  }
}
