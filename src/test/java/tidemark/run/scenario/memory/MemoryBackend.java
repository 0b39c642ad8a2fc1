package tidemark.run.scenario.memory;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.error.SqlPhase;
import tidemark.fault.LocalBackend;
import tidemark.fault.ProcessLimit;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseCall;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;
import tidemark.sql.Plan;
import tidemark.sql.Sql;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;
import tidemark.sql.SqlFailure;

/**
 * A PostgreSQL backend that gets no more memory: an error, and all lives on. Of a server on this
 * machine only; the backends that are kept short are the case's own.
 */
public final class MemoryBackend implements Case {
  /** Less than {@link LargeSort} takes, and enough for all else. */
  private static final int HEADROOM_MB = 32;

  private static final long MIB = 1024 * 1024;
  private static final int LONGEST_SECONDS = 30;
  private static final String NONE = "no error";
  private static final String OUT_OF_MEMORY = "out_of_memory";
  private static final Sql SELF =
      new Sql("self", "SELECT pg_backend_pid(), coalesce(inet_client_port(), 0)");

  private final int headroomMb;

  public MemoryBackend() {
    this(HEADROOM_MB);
  }

  /**
   * The case.
   *
   * @param headroomMb what a backend may take beyond what it has, in MB of 1,048,576 bytes
   */
  MemoryBackend(int headroomMb) {
    this.headroomMb = headroomMb;
  }

  @Override
  public String name() {
    return "memory-backend";
  }

  @Override
  public String expected() {
    return "a backend that gets no more memory ends its transaction with 53200, and serves on; the "
        + "server and others notice nothing; no connection is handed out with anything left on it";
  }

  @Override
  public Duration limit() {
    return Duration.ofSeconds(90);
  }

  @Override
  public Observation run(CaseSite site) throws Exception {
    if (site.dialect() != SqlDialect.POSTGRESQL) {
      return Observation.skipped("SQLite has no backend: it works within the process that asks it");
    }
    Connection own = site.connection();
    Connection other = site.connection();
    LocalBackend backend;
    ProcessLimit limit;
    try {
      backend = LocalBackend.of(number(own, SELF.text(), 1), (int) number(own, SELF.text(), 2));
      limit = limit(site, backend);
    } catch (IOException e) {
      return Observation.skipped("cannot limit a backend's memory: " + e.getMessage());
    }
    List<String> broken = new ArrayList<>();
    Optional<ErrorKind> failure = failure(site, own);
    expect(broken, "on a connection of its own", failure);
    number(other, SELF.text(), 1); // throws if the server has ended, as every backend does then
    limit.close();
    failure(site, own).ifPresent(kind -> broken.add("without a limit it fails: " + kind));
    pooled(site, broken);
    return observed(backend.addressSpace(), failure, broken);
  }

  private ProcessLimit limit(CaseSite site, LocalBackend backend) throws IOException {
    long bytes = backend.addressSpace() + headroomMb * MIB;
    return site.closing(ProcessLimit.addressSpace(backend.pid(), bytes));
  }

  private static long number(Connection connection, String query, int column) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(LONGEST_SECONDS);
      try (ResultSet rows = statement.executeQuery(query)) {
        rows.next();
        return rows.getLong(column);
      }
    }
  }

  private static Optional<ErrorKind> failure(CaseSite site, Connection connection) {
    try {
      LargeSort.tryOn(connection);
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(site.kind(e, SqlPhase.STATEMENT));
    }
  }

  private static void expect(List<String> broken, String where, Optional<ErrorKind> failure) {
    ErrorKind expected = new ErrorKind(ErrorClass.RESOURCE, OUT_OF_MEMORY);
    if (!failure.equals(Optional.of(expected))) {
      String seen = failure.map(ErrorKind::category).orElse(NONE);
      broken.add("%s: %s, not %s".formatted(where, seen, OUT_OF_MEMORY));
    }
  }

  /**
   * The same by a pool of one connection, which the next one then gets, or another in its place.
   */
  private void pooled(CaseSite site, List<String> broken)
      throws SQLException, IOException, InterruptedException, ExecutionException {
    SqlEngine engine = site.engine(1);
    Plan<String, long[]> self =
        Plan.<String, long[]>of("self", nothing -> new long[2])
            .query(
                SELF,
                (found, rows) -> {
                  rows.next();
                  found[0] = rows.integer(1);
                  found[1] = rows.integer(2);
                })
            .build();
    long[] backend = CaseCall.get(engine, self, "");
    ProcessLimit limit = limit(site, LocalBackend.of(backend[0], (int) backend[1]));
    Optional<SqlFailure> failure = CaseCall.submit(engine, LargeSort.plan(), "").get().failure();
    expect(broken, "in a pool", failure.map(SqlFailure::kind));
    if (CaseCall.get(engine, LargeSort.traces(), "")[0]) {
      broken.add("the next user of the pool finds something left");
    }
    limit.close();
  }

  private Observation observed(
      long addressSpace, Optional<ErrorKind> failure, List<String> broken) {
    String error = failure.map(ErrorKind::category).orElse(NONE);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("error", error);
    figures.put("headroom_mb", headroomMb);
    figures.put("address_space_mb", (double) addressSpace / MIB);
    String text =
        "a backend with %d MB more than it had sorts 100 MB: %s".formatted(headroomMb, error);
    return Observation.of(text, broken, figures);
  }
}
