package tidemark.target;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a chat, and which of its own it is, so that a stored chat can be held against what its
 * sender knows of it. It goes with the request as {@code X-Request-Id: 3-17-1}.
 *
 * @param user from 0; below it, the sender did not say
 * @param number of the chat among the user's, from 1
 * @param attempt at this number, from 1: one that was refused is used again
 */
public record RequestNumber(int user, long number, long attempt) {
  public static final String HEADER = "X-Request-Id";

  /** Of a chat whose sender gave it another, or none. */
  public static final RequestNumber NONE = new RequestNumber(-1, 0, 0);

  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})-(\\d{1,18})-(\\d{1,18})");

  /** What a header says; {@link #NONE} if it is of another kind, or null. */
  public static RequestNumber parse(@Nullable String header) {
    if (header == null) {
      return NONE;
    }
    Matcher written = WRITTEN.matcher(header);
    return written.matches()
        ? new RequestNumber(
            Integer.parseInt(written.group(1)),
            Long.parseLong(written.group(2)),
            Long.parseLong(written.group(3)))
        : NONE;
  }

  /** As the header has it. */
  public String written() {
    return user + "-" + number + "-" + attempt;
  }
}
