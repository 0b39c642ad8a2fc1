package tidemark.run;

import io.gatling.commons.util.GatlingVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** What a run runs on. */
final class Versions {
  /** Maven writes the project's version into it. */
  private static final String RESOURCE = "tidemark.properties";

  private Versions() {}

  static Map<String, String> ofTidemark() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("tidemark", tidemark());
    versions.put("gatling", GatlingVersion.ThisVersion().fullVersion());
    versions.put("java", System.getProperty("java.version"));
    return versions;
  }

  private static String tidemark() {
    Properties properties = new Properties();
    try (InputStream in = Versions.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
    return properties.getProperty("version");
  }
}
