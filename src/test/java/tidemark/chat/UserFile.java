package tidemark.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import tidemark.settings.Settings;
import tidemark.settings.SettingsException;

/**
 * A file that a setting names.
 *
 * @param settings where it was named
 * @param key the setting
 * @param path where it is
 */
record UserFile(Settings settings, String key, Path path) {
  private static final Path FOLDER = Path.of("user-files");
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * The file, from the working folder or else from the folder of {@code user-files}.
   *
   * @throws SettingsException if there is none that can be read
   */
  static UserFile find(Settings settings, String key, String folder) {
    Path beside = FOLDER.resolve(folder);
    try {
      Path given = Path.of(settings.text(key).strip());
      for (Path path : List.of(given, beside.resolve(given))) {
        if (Files.isRegularFile(path) && Files.isReadable(path)) {
          return new UserFile(settings, key, path);
        }
      }
    } catch (InvalidPathException e) {
      // no name of a file here
    }
    throw settings.refuse(key, "a file that can be read, here or in %s".formatted(beside));
  }

  /**
   * All of it.
   *
   * @throws SettingsException if it is no UTF-8 or cannot be read
   */
  String text() {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
      CharBuffer text = CharBuffer.allocate(bytes.remaining());
      CharsetDecoder decoder = UTF_8.newDecoder();
      CoderResult result = decoder.decode(bytes, text, true);
      text.flip();
      if (result.isError()) {
        throw refused("UTF-8", 1 + text.chars().filter(character -> character == '\n').count());
      }
      String all = text.toString();
      return all.startsWith(BYTE_ORDER_MARK) ? all.substring(1) : all;
    } catch (IOException e) {
      throw unreadable();
    }
  }

  SettingsException unreadable() {
    return settings.refuse(key, "a file that can be read; %s can not".formatted(path));
  }

  /** A refusal of one line, counted from 1. */
  SettingsException refused(String allowed, long line) {
    return refused(allowed, "line %d is not".formatted(line));
  }

  /** A refusal for what is wrong. */
  SettingsException refused(String allowed, String wrong) {
    return settings.refuse(key, "%s; in %s %s".formatted(allowed, path, wrong));
  }
}
