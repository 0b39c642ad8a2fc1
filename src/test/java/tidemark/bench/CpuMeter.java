package tidemark.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** How much of a machine's processors a process uses. */
final class CpuMeter {
  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final ProcessHandle process;
  private final long startNanos = System.nanoTime();
  private final Duration before;

  /** Measures from now on. */
  CpuMeter(ProcessHandle process) {
    this.process = process;
    this.before = used();
  }

  private Duration used() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Since the beginning, in percent of all processors; while the process lives. */
  double percent() {
    double time = (System.nanoTime() - startNanos) * (double) MACHINE.getAvailableProcessors();
    return 100 * used().minus(before).toNanos() / time;
  }

  /** The same of all that runs on the machine, since this was asked last. */
  static double machinePercent() {
    return 100 * MACHINE.getCpuLoad();
  }
}
