package tidemark.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import tidemark.workload.Role;

/**
 * How long the users of one side work: through the warm-up, and then for a time or for a count of
 * turns of each role. Both sides ask it before each turn. Thread-safe.
 */
final class Course {
  private static final OperatingSystemMXBean JVM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Task task;
  private final Map<Role, AtomicLong> left = new EnumMap<>(Role.class);
  private final AtomicBoolean warm = new AtomicBoolean();
  private boolean begun;
  private volatile long measuredFrom;
  private volatile long cpuBefore;

  Course(Task task) {
    this.task = task;
    task.counts().forEach((role, count) -> left.put(role, new AtomicLong(count)));
  }

  /** A user is there, for whom all of it begins; the first one counts. */
  synchronized void begin() {
    if (!begun) {
      begun = true;
      measuredFrom = System.nanoTime() + task.warmup().toNanos();
    }
  }

  /** The end of the warm-up, as {@link System#nanoTime()}; known when it has begun. */
  long measuredFrom() {
    return measuredFrom;
  }

  /** Asked once before each turn: true if it is to be taken. */
  boolean goesOn(Role role) {
    long elapsed = System.nanoTime() - measuredFrom;
    if (elapsed < 0) {
      return true;
    }
    if (!warm.get() && warm.compareAndSet(false, true)) {
      cpuBefore = JVM.getProcessCpuTime();
    }
    AtomicLong turns = left.get(role);
    return turns == null ? elapsed < task.time().toNanos() : turns.getAndDecrement() > 0;
  }

  /** Processor time of this JVM since the warm-up ended. */
  long cpuNanos() {
    return JVM.getProcessCpuTime() - cpuBefore;
  }
}
