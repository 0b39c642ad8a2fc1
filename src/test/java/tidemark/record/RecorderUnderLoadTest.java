package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;

/** Many threads at once, and many samples. */
class RecorderUnderLoadTest {
  private static final ErrorKind DEADLOCK = new ErrorKind(ErrorClass.RETRY, "deadlock");
  private static final int THREADS = 8;
  private static final int SAMPLES = 50_000;

  private final RunRecorder recorder = new RunRecorder();

  @Test
  void noSampleAndNoErrorOfManyThreadsIsLost() throws Exception {
    recorder.measureFrom(0);
    together(this::recordAll);
    RunFigures figures = recorder.figures();

    long each = (long) THREADS * SAMPLES;
    assertThat(figures.role("reader").operations()).isEqualTo(each);
    assertThat(figures.role("reader").answered().getTotalCount()).isEqualTo(each);
    assertThat(figures.role("transferrer").failures()).isEqualTo(each);
    assertThat(figures.role("transferrer").retries()).isEqualTo(2 * each);
    assertThat(figures.acquire().getTotalCount()).isEqualTo(2 * each);
    assertThat(figures.errors().expectedCount()).isEqualTo(each);
    assertThat(figures.errors().expected().values())
        .allSatisfy(category -> assertThat(category.samples()).hasSize(5));
    assertThat(figures.elapsedNanos()).isEqualTo(2L * SAMPLES);
  }

  private void recordAll() {
    for (int i = 1; i <= SAMPLES; i++) {
      recorder.sample(new Sample("reader", "read", i, i + SAMPLES, 1, null, 0, true));
      recorder.sample(new Sample("transferrer", "transfer", i, i + 5, 1, DEADLOCK, 2, false));
      recorder.error("transferrer", DEADLOCK, "deadlock detected", i);
      if (i % 10_000 == 0) {
        recorder.figures();
      }
    }
  }

  /** Runs something in all threads, none of which begins before all are there. */
  private static void together(Runnable work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    Callable<Boolean> task =
        () -> {
          start.await();
          work.run();
          return true;
        };
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        all.add(threads.submit(task));
      }
      for (Future<Boolean> one : all) {
        assertThat(one.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void memoryDoesNotGrowWithSamplesAndErrors() {
    recorder.measureFrom(0);
    Sample sample = new Sample("reader", "read", 1, 1_000_000, 1, null, 0, true);
    record(sample, 100);

    long allocated = allocatedBy(() -> record(sample, SAMPLES));

    assertThat(allocated).as("bytes for %d samples", SAMPLES).isLessThan(SAMPLES);
    assertThat(recorder.figures().all().samples()).isEqualTo(SAMPLES + 100);
  }

  private void record(Sample sample, int times) {
    for (int i = 0; i < times; i++) {
      recorder.sample(sample);
      recorder.error("reader", DEADLOCK, "deadlock detected", 1);
    }
  }

  private static long allocatedBy(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
