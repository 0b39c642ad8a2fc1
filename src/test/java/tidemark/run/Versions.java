package tidemark.run;

import io.gatling.commons.util.GatlingVersion;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a run runs on. */
final class Versions {
  static final String TIDEMARK = "0.1.0";

  private Versions() {}

  static Map<String, String> with(String backend, String databaseVersion) {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("tidemark", TIDEMARK);
    versions.put("gatling", GatlingVersion.ThisVersion().fullVersion());
    versions.put("java", System.getProperty("java.version"));
    versions.put(backend, databaseVersion);
    return versions;
  }
}
