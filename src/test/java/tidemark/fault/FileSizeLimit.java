package tidemark.fault;

/**
 * How large the files of a process may grow, by {@code prlimit}. No file of that process is spared:
 * it must be one that is there for this.
 */
public final class FileSizeLimit implements AutoCloseable {
  private final String process;
  private final String before;

  private FileSizeLimit(String process, String before) {
    this.process = process;
    this.before = before;
  }

  /**
   * Looks at the limit of a process, which is as it was until {@link #set}.
   *
   * @throws ImpossibleFault if that cannot be done here
   */
  public static FileSizeLimit of(long pid) throws ImpossibleFault {
    String process = Long.toString(pid);
    return new FileSizeLimit(
        process, Tool.run("prlimit", "--pid", process, "--fsize", "--output=SOFT", "--noheadings"));
  }

  /** From here on no file is written beyond so many bytes. */
  public void set(long bytes) throws ImpossibleFault {
    soft(Long.toString(bytes));
  }

  private void soft(String limit) throws ImpossibleFault {
    Tool.run("prlimit", "--pid", process, "--fsize=" + limit + ":");
  }

  /** The limit is as it was before. */
  public void lift() throws ImpossibleFault {
    soft(before);
  }

  @Override
  public void close() throws ImpossibleFault {
    lift();
  }
}
