package tidemark.record;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much processor time this process has had by a moment.
 *
 * @param nanos the moment, as {@link System#nanoTime()}
 * @param cpuNanos on all cores together, since it began; 0 where the system does not say
 */
public record CpuReading(long nanos, long cpuNanos) {
  public static CpuReading now() {
    long cpu =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? Math.max(0, system.getProcessCpuTime())
            : 0;
    return new CpuReading(System.nanoTime(), cpu);
  }
}
