package tidemark.sql;

/**
 * One SQL statement with {@code ?} for parameters. Engines keep a prepared statement for each, by
 * identity: make each once, not once per operation.
 *
 * @param name short name for people
 * @param text the statement
 */
public record Sql(String name, String text) {
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
