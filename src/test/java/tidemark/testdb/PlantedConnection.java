package tidemark.testdb;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import tidemark.sql.jdbc.ForwardingSource;

/** Real connections of which some methods do something else. */
public final class PlantedConnection {
  /** What a call does in place of what it should. */
  @FunctionalInterface
  public interface Instead {
    @Nullable Object call(Connection real, String argument) throws SQLException;
  }

  private PlantedConnection() {}

  /**
   * The same database, to be reached by such connections.
   *
   * @param methods their names, as a pattern
   */
  public static TestDatabase of(TestDatabase database, String methods, Instead instead) {
    ForwardingSource planted =
        new ForwardingSource() {
          @Override
          public Connection getConnection() throws SQLException {
            return planted(database.source().getConnection(), methods, instead);
          }
        };
    return new TestDatabase(database.dialect(), planted, database.url(), database.user());
  }

  private static Connection planted(Connection real, String methods, Instead instead) {
    return (Connection)
        Proxy.newProxyInstance(
            PlantedConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> {
              if (method.getName().matches(methods)) {
                return instead.call(real, arguments == null ? "" : String.valueOf(arguments[0]));
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
