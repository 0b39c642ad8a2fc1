package tidemark.sql.reactive;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.sql.Connection;
import java.util.Map;

/** What the client is told of a server. */
final class ConnectOptions {
  private static final Map<Integer, String> ISOLATION =
      Map.of(
          Connection.TRANSACTION_READ_COMMITTED, "read committed",
          Connection.TRANSACTION_REPEATABLE_READ, "repeatable read",
          Connection.TRANSACTION_SERIALIZABLE, "serializable");

  private ConnectOptions() {}

  /** Statements are prepared by us, and live as long as their connection. */
  static PgConnectOptions of(ServerAddress server, ReactiveSettings settings) {
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost(server.host())
            .setPort(server.port())
            .setDatabase(server.database())
            .setUser(server.user())
            .setPassword(server.password())
            .setCachePreparedStatements(false)
            .setSslMode(SslMode.of(server.sslMode()))
            .setSslOptions(ssl(server));
    server.properties().forEach(options::addProperty);
    settings
        .isolation()
        .map(ISOLATION::get)
        .ifPresent(level -> options.addProperty("default_transaction_isolation", level));
    return options;
  }

  private static ClientSSLOptions ssl(ServerAddress server) {
    ClientSSLOptions ssl = new ClientSSLOptions();
    SslMode mode = SslMode.of(server.sslMode());
    if (mode == SslMode.VERIFY_FULL) {
      ssl.setHostnameVerificationAlgorithm("HTTPS");
    }
    if (mode == SslMode.VERIFY_CA || mode == SslMode.VERIFY_FULL) {
      server
          .rootCertificate()
          .ifPresent(
              file -> ssl.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    } else {
      ssl.setTrustAll(true);
    }
    return ssl;
  }
}
