package tidemark.chat;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request as it came in.
 *
 * @param connection which connection of the server brought it, from 1
 * @param headers as they were written, {@code Name: value}
 */
public record ScriptedRequest(
    int connection, String method, String path, List<String> headers, String body) {
  private static final String HEAD_END = "\r\n\r\n";

  /**
   * Reads one; waits for it.
   *
   * @return empty if the connection ends before the first byte
   * @throws EOFException if it ends within the request
   */
  static Optional<ScriptedRequest> read(int connection, InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf(HEAD_END) < 0) {
      int next = in.read();
      if (next < 0 && head.isEmpty()) {
        return Optional.empty();
      }
      if (next < 0) {
        throw new EOFException("within a head: " + head);
      }
      head.append((char) next);
    }
    List<String> lines = head.toString().trim().lines().toList();
    String[] first = lines.get(0).split(" ");
    List<String> headers = lines.subList(1, lines.size());
    byte[] body = new byte[header(headers, "content-length").map(Integer::parseInt).orElse(0)];
    if (in.readNBytes(body, 0, body.length) < body.length) {
      throw new EOFException("within a body");
    }
    String text = new String(body, StandardCharsets.UTF_8);
    return Optional.of(new ScriptedRequest(connection, first[0], first[1], headers, text));
  }

  /** A header's value, whatever the case of its name. */
  public Optional<String> header(String name) {
    return header(headers, name.toLowerCase(Locale.ROOT));
  }

  private static Optional<String> header(List<String> headers, String name) {
    return headers.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).trim())
        .findFirst();
  }
}
