package tidemark.run.scenario.disk;

/** A disk, or what stands for one, that a case fills and gives room again. */
interface Space {
  /** Leaves a little room. */
  void fill() throws Exception;

  /** Gives room again, as whoever runs a database would. */
  void free() throws Exception;
}
