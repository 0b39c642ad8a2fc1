package tidemark.testdb;

import java.sql.SQLException;

/**
 * Something with the signature and the errors of the pggit extension, which cannot be had: its
 * function takes branch, message and an id of at least 10 characters or none, turns every error
 * into its own, and fails once for the first branch.
 */
public final class PggitStandIn {
  private static final String FUNCTION =
      """
      CREATE FUNCTION pggit.commit_changes(p_branch TEXT, p_message TEXT DEFAULT '',
          p_id TEXT DEFAULT NULL) RETURNS TEXT LANGUAGE plpgsql AS $$
      DECLARE
        v_number BIGINT := nextval('pggit.numbers');
        v_id TEXT;
      BEGIN
        IF length(p_message) > 10000 THEN
          RAISE EXCEPTION 'Commit message too long (max 10000 characters)';
        END IF;
        IF length(p_id) < 10 THEN
          RAISE EXCEPTION 'Custom Trinity ID too short';
        END IF;
        v_id := coalesce(p_id, %s);
        IF NOT EXISTS (SELECT FROM pggit.branches WHERE name = p_branch) THEN
          IF nextval('pggit.firsts') = 1 THEN
            RAISE EXCEPTION 'branch already exists';
          END IF;
          INSERT INTO pggit.branches (name) VALUES (p_branch) ON CONFLICT DO NOTHING;
        END IF;
        %s
        RETURN v_id;
      EXCEPTION WHEN OTHERS THEN
        RAISE EXCEPTION 'Failed to commit changes: %%', SQLERRM;
      END $$
      """;

  /** What is wrong with it. */
  public enum Defect {
    NONE("'trinity-' || v_number", "p_message", ""),
    DUPLICATE_ID("'trinity-' || v_number / 2", "p_message", ""),
    TRUNCATES("'trinity-' || v_number", "left(p_message, -3)", ""),
    FORGETS("'trinity-' || v_number", "p_message", "IF v_number % 7 > 0 THEN");

    private final String id;
    private final String message;
    private final String unless;

    Defect(String id, String message, String unless) {
      this.id = id;
      this.message = message;
      this.unless = unless;
    }

    private String store() {
      String store =
          "INSERT INTO pggit.commits (hash, branch, message) VALUES (v_id, p_branch, "
              + message
              + ");";
      return unless.isEmpty() ? store : unless + " " + store + " END IF;";
    }
  }

  private PggitStandIn() {}

  /** Installs it in a PostgreSQL database. */
  public static void install(TestDatabase database, Defect defect) throws SQLException {
    database.execute(
        "CREATE SCHEMA pggit",
        "CREATE SEQUENCE pggit.numbers",
        "CREATE SEQUENCE pggit.firsts",
        "CREATE TABLE pggit.branches (name TEXT PRIMARY KEY)",
        "CREATE TABLE pggit.commits (hash TEXT NOT NULL, branch TEXT, message TEXT)",
        FUNCTION.formatted(defect.id, defect.store()),
        """
        CREATE FUNCTION pggit.get_version(p_name TEXT)
            RETURNS TABLE (full_name TEXT, version_string TEXT) LANGUAGE sql AS
            $$ SELECT p_name, '1.0.0' WHERE p_name LIKE '%.%' AND to_regclass(p_name) IS NOT NULL $$
        """);
  }
}
