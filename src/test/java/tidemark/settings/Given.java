package tidemark.settings;

/**
 * A value as somebody wrote it.
 *
 * @param value the text of the value
 * @param origin where it was written, for a person to find it again
 */
record Given(String value, String origin) {}
