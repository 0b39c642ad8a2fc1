package tidemark.testweb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * Chromium without a window, driven by its own driver: what is needed of the <a
 * href="https://www.w3.org/TR/webdriver2/">WebDriver protocol</a>. One page, for one thread.
 */
public final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Pattern PORT = Pattern.compile("successfully on port (\\d+)");
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process driver;
  private final URI session;

  private Browser(Process driver) throws IOException {
    this.driver = driver;
    URI server = URI.create("http://127.0.0.1:" + port(driver));
    String id = send("POST", server.resolve("/session"), capabilities()).get("sessionId").asText();
    this.session = server.resolve("/session/" + id + "/");
  }

  /** Starts one; skips the test where it is not installed. */
  public static Browser start() throws IOException {
    for (Path needed : List.of(CHROMIUM, DRIVER)) {
      Assumptions.assumeTrue(Files.isExecutable(needed), needed + " is not installed");
    }
    Process driver =
        new ProcessBuilder(DRIVER.toString(), "--port=0").redirectErrorStream(true).start();
    try {
      return new Browser(driver);
    } catch (IOException | RuntimeException e) {
      end(driver);
      throw e;
    }
  }

  private static int port(Process driver) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(driver.getInputStream(), UTF_8));
    List<String> said = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.add(line);
      Matcher port = PORT.matcher(line);
      if (port.find()) {
        drain(lines);
        return Integer.parseInt(port.group(1));
      }
    }
    throw new IOException("no driver: " + said);
  }

  /** A full pipe would stop the driver. */
  private static void drain(BufferedReader lines) {
    Thread reading = new Thread(() -> lines.lines().forEach(line -> {}), "chromedriver");
    reading.setDaemon(true);
    reading.start();
  }

  private static ObjectNode capabilities() {
    ObjectNode json = JSON.createObjectNode();
    ObjectNode all = json.putObject("capabilities").putObject("alwaysMatch");
    all.put("browserName", "chrome");
    all.putObject("goog:loggingPrefs").put("browser", "ALL").put("performance", "ALL");
    ObjectNode options = all.putObject("goog:chromeOptions").put("binary", CHROMIUM.toString());
    // Its sandbox is not for root, and containers have little shared memory.
    options
        .putArray("args")
        .add("--headless=new")
        .add("--no-sandbox")
        .add("--disable-dev-shm-usage")
        .add("--disable-gpu")
        .add("--hide-scrollbars");
    return json;
  }

  private JsonNode send(String method, URI address, JsonNode body) throws IOException {
    HttpRequest.BodyPublisher content =
        method.equals("POST")
            ? HttpRequest.BodyPublishers.ofString(body.toString())
            : HttpRequest.BodyPublishers.noBody();
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(LONGEST)
            .header("Content-Type", "application/json")
            .method(method, content)
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode value = JSON.readTree(response.body()).path("value");
      if (response.statusCode() != 200) {
        throw new IOException(method + " " + address + ": " + value);
      }
      return value;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private JsonNode post(String what, JsonNode body) throws IOException {
    return send("POST", session.resolve(what), body);
  }

  private JsonNode devTools(String command, ObjectNode parameters) throws IOException {
    ObjectNode json = JSON.createObjectNode().put("cmd", command);
    json.set("params", parameters);
    return post("goog/cdp/execute", json);
  }

  /** Opens a page and waits until it is loaded. */
  public void open(URI page) throws IOException {
    post("url", JSON.createObjectNode().put("url", page.toString()));
  }

  /** What a script in the page returns. */
  public JsonNode script(String javaScript) throws IOException {
    ObjectNode json = JSON.createObjectNode().put("script", javaScript);
    json.putArray("args");
    return post("execute/sync", json);
  }

  /** A window of this width, in pixels, and the colours that its user likes. */
  public void look(int width, boolean dark) throws IOException {
    devTools(
        "Emulation.setDeviceMetricsOverride",
        JSON.createObjectNode()
            .put("width", width)
            .put("height", 900)
            .put("deviceScaleFactor", 1)
            .put("mobile", false));
    ObjectNode media = JSON.createObjectNode();
    media
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", dark ? "dark" : "light");
    devTools("Emulation.setEmulatedMedia", media);
  }

  /** A picture of the page, from its top, as png or webp; a whole one may be very high. */
  public void picture(Path file, int width, int height) throws IOException {
    String name = file.getFileName().toString();
    ObjectNode json =
        JSON.createObjectNode()
            .put("format", name.substring(name.lastIndexOf('.') + 1))
            .put("captureBeyondViewport", true);
    json.putObject("clip")
        .put("x", 0)
        .put("y", 0)
        .put("width", width)
        .put("height", height)
        .put("scale", 1);
    Files.createDirectories(file.toAbsolutePath().getParent());
    String picture = devTools("Page.captureScreenshot", json).get("data").asText();
    Files.write(file, Base64.getDecoder().decode(picture));
  }

  /** Presses a key and lets it go. */
  public void press(String key) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode actions =
        json.putArray("actions")
            .addObject()
            .put("type", "key")
            .put("id", "keys")
            .putArray("actions");
    actions.addObject().put("type", "keyDown").put("value", key);
    actions.addObject().put("type", "keyUp").put("value", key);
    post("actions", json);
  }

  /** Warnings and errors on the page's console since the last call. */
  public List<String> console() throws IOException {
    List<String> lines = new ArrayList<>();
    for (JsonNode line : log("browser")) {
      lines.add(line.get("level").asText() + " " + line.get("message").asText());
    }
    return lines;
  }

  /** The addresses that were asked for since the last call. */
  public List<String> requests() throws IOException {
    List<String> addresses = new ArrayList<>();
    for (JsonNode line : log("performance")) {
      JsonNode message = JSON.readTree(line.get("message").asText()).get("message");
      if (message.get("method").asText().equals("Network.requestWillBeSent")) {
        addresses.add(message.at("/params/request/url").asText());
      }
    }
    return addresses;
  }

  private JsonNode log(String type) throws IOException {
    return post("se/log", JSON.createObjectNode().put("type", type));
  }

  @Override
  public void close() throws IOException {
    try {
      send("DELETE", URI.create(session.toString().replaceAll("/$", "")), JSON.createObjectNode());
    } finally {
      end(driver);
    }
  }

  private static void end(Process driver) {
    driver.descendants().forEach(ProcessHandle::destroyForcibly);
    driver.destroyForcibly();
  }
}
