package tidemark.testdb;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A source of real connections, where something may happen around each call. */
public final class Intercepted {
  /** The call itself. */
  @FunctionalInterface
  public interface Call {
    @Nullable Object proceed() throws Throwable;
  }

  /** What happens around it. */
  @FunctionalInterface
  public interface Around {
    @Nullable Object call(String method, Call call) throws Throwable;
  }

  private Intercepted() {}

  /** Intercepts the calls on this source, its connections and their prepared statements. */
  public static DataSource source(DataSource real, Around around) {
    return wrap(
        DataSource.class, real, (method, call) -> opened(around.call(method, call), around));
  }

  private static @Nullable Object opened(@Nullable Object result, Around around) {
    if (result instanceof Connection connection) {
      return wrap(
          Connection.class,
          connection,
          (method, call) ->
              method.equals("unwrap") ? call.proceed() : opened(around.call(method, call), around));
    }
    return result instanceof PreparedStatement statement
        ? wrap(PreparedStatement.class, statement, around)
        : result;
  }

  private static <T> T wrap(Class<T> type, T real, Around around) {
    return type.cast(
        Proxy.newProxyInstance(
            Intercepted.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                around.call(
                    method.getName(),
                    () -> {
                      try {
                        return method.invoke(real, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    })));
  }
}
