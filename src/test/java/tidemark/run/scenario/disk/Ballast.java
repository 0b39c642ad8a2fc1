package tidemark.run.scenario.disk;

/** Rows in a database that may not grow: when they are deleted, others find room. */
record Ballast(DiskDesk desk) implements Space {
  private static final int BATCHES = 50;

  @Override
  public void fill() throws Exception {
    desk.ballast(BATCHES);
  }

  @Override
  public void free() throws Exception {
    desk.throwBallast();
  }
}
