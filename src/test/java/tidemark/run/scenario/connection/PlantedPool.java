package tidemark.run.scenario.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import tidemark.error.ErrorKind;
import tidemark.sql.Loan;
import tidemark.sql.PoolState;
import tidemark.sql.SqlPool;
import tidemark.sql.jdbc.ForwardingSource;

/** A real pool that does one thing wrong. */
class PlantedPool implements SqlPool {
  private final SqlPool real;
  private final DataSource source;

  /** Lends a connection of the real pool, or does not. */
  @FunctionalInterface
  interface Lending {
    Connection lend(DataSource real) throws SQLException;
  }

  PlantedPool(SqlPool real, Lending lending) {
    this.real = real;
    this.source =
        new ForwardingSource() {
          @Override
          public Connection getConnection() throws SQLException {
            return lending.lend(real.source());
          }
        };
  }

  /** Real pools, each of which lends like this. */
  static Pools lending(Lending lending) {
    return planted(real -> new PlantedPool(real, lending));
  }

  static Pools planted(UnaryOperator<SqlPool> defect) {
    return (site, name, size) -> defect.apply(Pools.REAL.open(site, name, size));
  }

  @Override
  public String name() {
    return real.name();
  }

  @Override
  public int size() {
    return real.size();
  }

  @Override
  public Duration acquireTimeout() {
    return real.acquireTimeout();
  }

  @Override
  public DataSource source() {
    return source;
  }

  @Override
  public PoolState state() {
    return real.state();
  }

  @Override
  public List<Loan> loans() {
    return real.loans();
  }

  @Override
  public ErrorKind kind(SQLException refusal) {
    return real.kind(refusal);
  }

  @Override
  public void close() {
    real.close();
  }
}
