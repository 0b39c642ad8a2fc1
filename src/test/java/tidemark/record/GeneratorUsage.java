package tidemark.record;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/**
 * What this process has used by a moment.
 *
 * @param nanos the moment, as {@link System#nanoTime()}
 * @param cpuNanos time on all cores, since the process began
 * @param machineLoad share of all cores that was busy since this was last asked for, 0 to 1,
 *     whoever had it; below 0 where the system does not say
 * @param gcPauseMillis time for which collections stopped it, since it began
 * @param heapUsed in bytes, garbage included
 */
record GeneratorUsage(
    long nanos, long cpuNanos, double machineLoad, long gcPauseMillis, long heapUsed) {

  static GeneratorUsage now() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    boolean says = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean;
    return new GeneratorUsage(
        System.nanoTime(),
        cpuTime(),
        says ? system().getCpuLoad() : -1,
        gcPauses(),
        heap.getUsed());
  }

  /** Time on all cores, since the process began; 0 where the system does not say. */
  static long cpuTime() {
    boolean says = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean;
    return says ? Math.max(0, system().getProcessCpuTime()) : 0;
  }

  private static OperatingSystemMXBean system() {
    return (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  }

  /** Some collectors count the cycles that go on beside the program too: they stop nobody. */
  private static long gcPauses() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(collector -> !collector.getName().endsWith("Cycles"))
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .filter(millis -> millis > 0)
        .sum();
  }
}
