package tidemark.workload;

import java.util.SplittableRandom;

/** Derives seeds from seeds, so that every user, operation and account has its own. */
final class Seeds {
  private Seeds() {}

  /**
   * Mixes 64 bits so that each input has its own output.
   *
   * @see <a href="https://dl.acm.org/doi/10.1145/2714064.2660195">Steele, Lea, Flood: Fast
   *     splittable pseudorandom number generators (2014), mix64variant13</a>
   */
  static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  static SplittableRandom random(long seed, long... parts) {
    long mixed = mix(seed);
    for (long part : parts) {
      mixed = mix(mixed + part);
    }
    return new SplittableRandom(mixed);
  }
}
