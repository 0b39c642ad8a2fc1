package tidemark.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The work as a programmer does it who has a driver, a pool and threads: a JVM of its own. */
final class BareSide {
  private BareSide() {}

  public static void main(String[] none) throws IOException, InterruptedException {
    SqlTask task = SqlTask.ofThisJvm();
    Course course = new Course(task.warmup(), task.time(), task.counts());
    try (BarePool pool = new BarePool(task)) {
      List<BareUser> users = users(task, pool, course);
      List<Thread> threads = users.stream().map(Thread::new).toList();
      course.begin();
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      measured(users, course).write(task.result());
    }
  }

  private static List<BareUser> users(SqlTask task, BarePool pool, Course course) {
    List<BareUser> users = new ArrayList<>();
    task.work()
        .users()
        .forEach(
            (role, count) -> {
              for (int i = 0; i < count; i++) {
                users.add(new BareUser(role, users.size(), pool, course));
              }
            });
    return users;
  }

  private static Measured measured(List<BareUser> users, Course course) {
    long cpuNanos = course.cpuNanos();
    Histogram latency = new Histogram(3);
    Map<String, Long> turns = new HashMap<>();
    long operations = 0;
    long failures = 0;
    long nanos = 0;
    for (BareUser user : users) {
      latency.add(user.latency());
      turns.merge(user.role().id(), user.latency().getTotalCount(), Long::sum);
      operations += user.operations();
      failures += user.failures();
      nanos = Math.max(nanos, user.lastEnd() - course.measuredFrom());
    }
    return new Measured(
        turns,
        operations,
        failures,
        nanos / 1e9,
        latency.getValueAtPercentile(50) / 1e6,
        latency.getValueAtPercentile(99) / 1e6,
        cpuNanos / 1e3 / latency.getTotalCount());
  }
}
