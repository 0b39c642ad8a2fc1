package tidemark.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import tidemark.workload.Role;

/**
 * How long the users of one side work: through the warm-up, and then for a time or for a count of
 * turns of each role. All sides ask it before each turn. Thread-safe.
 */
final class Course {
  private static final OperatingSystemMXBean JVM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Duration warmup;
  private final Duration time;
  private final Map<Role, AtomicLong> left = new EnumMap<>(Role.class);
  private final AtomicBoolean warm = new AtomicBoolean();
  private boolean begun;
  private volatile long measuredFrom;
  private volatile long cpuBefore;

  /**
   * A course.
   *
   * @param time how long it is measured, unless there are counts
   * @param counts turns of each role to be measured
   */
  Course(Duration warmup, Duration time, Map<Role, Long> counts) {
    this.warmup = warmup;
    this.time = time;
    counts.forEach((role, count) -> left.put(role, new AtomicLong(count)));
  }

  /** A user is there, for whom all of it begins; the first one counts. */
  synchronized void begin() {
    if (!begun) {
      begun = true;
      measuredFrom = System.nanoTime() + warmup.toNanos();
    }
  }

  /** The end of the warm-up, as {@link System#nanoTime()}; known when it has begun. */
  long measuredFrom() {
    return measuredFrom;
  }

  /** Asked once before each turn: true if it is to be taken. */
  boolean goesOn(Role role) {
    AtomicLong turns = left.get(role);
    return turns == null ? goesOn() : !isWarm() || turns.getAndDecrement() > 0;
  }

  /** The same for users without roles. */
  boolean goesOn() {
    return !isWarm() || holds(System.nanoTime());
  }

  /** True if that moment is in it. */
  boolean holds(long nanos) {
    return nanos - measuredFrom < time.toNanos();
  }

  /** True once the warm-up is over, and all is measured. */
  boolean isWarm() {
    if (System.nanoTime() - measuredFrom < 0) {
      return false;
    }
    if (!warm.get() && warm.compareAndSet(false, true)) {
      cpuBefore = JVM.getProcessCpuTime();
    }
    return true;
  }

  /** Processor time of this JVM since the warm-up ended. */
  long cpuNanos() {
    return JVM.getProcessCpuTime() - cpuBefore;
  }
}
