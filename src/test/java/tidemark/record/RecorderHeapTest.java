package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten million samples in a small heap: their figures are those of an exact sort, and nothing of
 * them is kept. Samples alone would need more than twice the heap.
 */
class RecorderHeapTest {
  private static final int SAMPLES = 10_000_000;
  private static final double PRECISION = 0.001;
  private static final long MOST_KEPT_BYTES = 32 << 20;
  private static final long LONGEST_SECONDS = 60;

  @TempDir Path folder;

  /** A line of the other JVM: a name, what the recorder says, and what must be. */
  private record Line(String name, double recorded, double exact) {
    static Line of(String text) {
      String[] parts = text.split(" ");
      return new Line(parts[0], Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
    }
  }

  @Test
  void figuresOfTenMillionSamplesAreThoseOfAnExactSort() throws Exception {
    Path console = folder.resolve("console.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(console.toFile())
            .start();
    try {
      assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(console)).isZero();
    List<Line> lines = Files.readAllLines(console).stream().map(Line::of).toList();
    assertThat(lines)
        .extracting(Line::name)
        .containsExactly("count", "p50", "p95", "p99", "p99.9", "max", "kept");
    for (Line line : lines.subList(0, lines.size() - 1)) {
      assertThat(line.recorded())
          .as(line.name())
          .isCloseTo(line.exact(), within(line.exact() * PRECISION));
    }
    assertThat(lines.get(lines.size() - 1).recorded()).as("bytes").isLessThan(MOST_KEPT_BYTES);
  }

  /** Records, sorts, and prints both. */
  static final class Main {
    private static final double MEDIAN_NANOS = 200_000;
    private static final double SPREAD = 1.5;
    private static final double[] PERCENTS = {50, 95, 99, 99.9};

    private Main() {}

    public static void main(String[] none) {
      RunRecorder recorder = new RunRecorder();
      recorder.measureFrom(0);
      long[] exact = new long[SAMPLES];
      long before = usedBytes();
      SplittableRandom draws = new SplittableRandom(1);
      for (int i = 0; i < SAMPLES; i++) {
        exact[i] = latency(draws);
        recorder.sample(new Sample("reader", "read", i, i + exact[i], exact[i], null, 0, true));
      }
      long kept = usedBytes() - before;
      Arrays.sort(exact);
      print(recorder, exact);
      line("kept", kept, 0);
    }

    /** Most answers are quick, a few take a thousand times as long. */
    private static long latency(SplittableRandom draws) {
      return (long) (MEDIAN_NANOS * Math.exp(SPREAD * draws.nextGaussian()));
    }

    private static void print(RunRecorder recorder, long[] exact) {
      SeriesFigures figures = recorder.figures().role("reader");
      line("count", figures.samples(), exact.length);
      for (double percent : PERCENTS) {
        int rank = (int) Math.ceil(percent / 100 * exact.length);
        line(
            "p" + String.valueOf(percent).replace(".0", ""),
            figures.answered().getValueAtPercentile(percent),
            exact[rank - 1]);
      }
      line("max", figures.answered().getMaxValue(), exact[exact.length - 1]);
    }

    private static void line(String name, long recorded, long exact) {
      System.out.println(name + " " + recorded + " " + exact);
    }

    private static long usedBytes() {
      System.gc();
      return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
  }
}
