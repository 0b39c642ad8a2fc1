package tidemark.bench;

/** What has the chats that are compared. */
enum ChatMeans {
  /** The chat action as users have it: every figure, and every answer written to a file. */
  TIDEMARK("Tidemark"),
  /** The chat action, nobody told of it. */
  TIDEMARK_ALONE("Tidemark, nothing kept"),
  /** Gatling's own request, which looks at the status and throws the body away as it comes. */
  HTTP("bare http()"),
  /** Gatling's own request, which keeps the body as a text. */
  HTTP_WITH_BODY("bare http(), body kept");

  private final String label;

  ChatMeans(String label) {
    this.label = label;
  }

  /** As it stands in tables. */
  String label() {
    return label;
  }
}
