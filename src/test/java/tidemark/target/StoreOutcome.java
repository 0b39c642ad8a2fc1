package tidemark.target;

/** What became of a chat that was to be stored. */
public enum StoreOutcome {
  /** It is there, whole, for good. */
  STORED,
  /** It is not there, and will not be. */
  NOT_STORED,
  /** Nobody can say: the connection was lost during the commit. */
  UNKNOWN
}
