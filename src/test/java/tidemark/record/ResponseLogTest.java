package tidemark.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.testdb.Await;

class ResponseLogTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final Path FULL_DISK = Path.of("/dev/full");
  private static final long LITTLE = 2_000;
  private static final Duration SOON = Duration.ofMillis(200);

  @TempDir Path folder;

  @Test
  void everyChatOfManyThreadsIsALineOfItsOwn() throws Exception {
    Path file = folder.resolve("responses.jsonl");
    AtomicInteger went = new AtomicInteger();
    ResponseLog log = new ResponseLog(file, Optional.empty(), start -> true);
    IntStream.range(0, 8)
        .parallel()
        .forEach(
            thread ->
                IntStream.range(0, 1_000)
                    .forEach(i -> log.append(numbered(thread + "-" + i), went::incrementAndGet)));
    log.close();

    assertThat(log.problem()).isEmpty();
    Set<String> texts = new HashSet<>();
    for (JsonNode line : parsed(Files.readString(file))) {
      texts.add(line.get("response_text").textValue());
    }
    assertThat(texts).hasSize(8_000);
    assertThat(Files.readAllLines(file)).hasSize(8_000);
    assertThat(went).hasValue(8_000);
  }

  @Test
  void linesAreThereWhileTheRunGoesOn() throws Exception {
    Path file = folder.resolve("responses.jsonl");
    try (ResponseLog log = new ResponseLog(file, Optional.empty(), start -> true)) {
      log.append(numbered("first"), () -> {});
      Await.until("the first line is there", () -> Files.readString(file).endsWith("}\n"));

      log.append(numbered("second"), () -> {});
      Await.until("the second too", () -> Files.readAllLines(file).size() == 2);
    }
  }

  @Test
  void aCopyGetsTheSameLinesAfterThoseThatItHas() throws IOException {
    Path file = folder.resolve("responses.jsonl");
    Path copy = Files.writeString(folder.resolve("copy.jsonl"), "{}\n");

    try (ResponseLog log = new ResponseLog(file, Optional.of(copy), start -> true)) {
      log.append(numbered("one"), () -> {});
    }

    assertThat(Files.readString(file)).isNotEmpty();
    assertThat(Files.readString(copy)).isEqualTo("{}\n" + Files.readString(file));
  }

  @Test
  void theFileOfAnEarlierRunIsEmptied() throws Exception {
    Path file = Files.writeString(folder.resolve("responses.jsonl"), "of the last run\n");
    new ResponseLog(file, Optional.empty(), start -> true).close();

    assertThat(file).isEmptyFile();
  }

  @Test
  void aFileThatCannotBeWrittenIsRefusedAtOnce() {
    assertThatThrownBy(() -> new ResponseLog(folder, Optional.empty(), start -> true))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(
            () ->
                new ResponseLog(
                    folder.resolve("absent").resolve("x.jsonl"), Optional.empty(), start -> true))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whoeverFindsTheQueueFullGoesOnOnlyWhenItsLineIsWritten() throws Exception {
    BlockedChannel disk = new BlockedChannel();
    List<String> went = new ArrayList<>();
    CountDownLatch parked = new CountDownLatch(2);
    try (ResponseLog log = log(disk)) {
      log.append(numbered("first"), () -> went.add("first"));
      disk.awaitWrite();
      log.append(numbered("fits"), () -> went.add("fits"));
      log.append(large("second"), parked::countDown);
      log.append(numbered("third"), parked::countDown);

      assertThat(went).as("there was room").containsExactly("first", "fits");
      assertThat(parked.getCount()).as("there was none").isEqualTo(2);
      disk.release();
      assertThat(parked.await(10, TimeUnit.SECONDS)).isTrue();
      log.append(numbered("fourth"), () -> went.add("fourth"));
      assertThat(went).as("there is room again").hasSize(3);
    }
    assertThat(parsed(disk.text()))
        .extracting(line -> line.get("response_text").textValue().strip())
        .containsExactly("first", "fits", "second", "third", "fourth");
  }

  @Test
  void theNumberOfChatsIsBoundedTooHoweverShortTheyAre() throws Exception {
    BlockedChannel disk = new BlockedChannel();
    AtomicInteger went = new AtomicInteger();
    try (ResponseLog log = log(disk)) {
      log.append(numbered("first"), () -> {});
      disk.awaitWrite();
      for (int i = 0; i < 1_000; i++) {
        log.append(numbered(""), went::incrementAndGet);
      }

      assertThat(went.get()).isBetween(1, 10);
      disk.release();
    }
    assertThat(went).as("nobody is left behind").hasValue(1_000);
  }

  @Test
  void aUserThatCannotGoOnDoesNotStopTheOthers() throws Exception {
    BlockedChannel disk = new BlockedChannel();
    CountDownLatch other = new CountDownLatch(1);
    ResponseLog log = log(disk);
    log.append(numbered("first"), () -> {});
    disk.awaitWrite();
    log.append(
        large("bad"),
        () -> {
          throw new IllegalStateException("as a test wants it");
        });
    log.append(
        large("worse"),
        () -> {
          throw new StackOverflowError("as a test wants it");
        });
    log.append(large("good"), other::countDown);
    disk.release();
    log.close();

    assertThat(other.getCount()).isZero();
    assertThat(log.problem()).isEmpty();
    assertThat(parsed(disk.text())).hasSize(4);
  }

  @Test
  void onAFullDiskUsersGoOnAndTheProblemIsNamed() throws Exception {
    assumeThat(FULL_DISK).exists();
    int chats = 100;
    CountDownLatch went = new CountDownLatch(2 * chats);
    FileChannel full = FileChannel.open(FULL_DISK, StandardOpenOption.WRITE);
    try (ResponseLog log =
        new ResponseLog("x.jsonl", List.of(full), LITTLE, start -> true, clock())) {
      IntStream.range(0, chats).forEach(i -> log.append(large("early"), went::countDown));
      Await.until("it is known", () -> log.problem().isPresent());
      IntStream.range(0, chats).forEach(i -> log.append(large("late"), went::countDown));

      assertThat(went.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(log.problem()).hasValue("x.jsonl cannot be written: No space left on device");
    }
  }

  /** The memory may be full, for instance: the log ends, the run goes on and is told. */
  @Test
  void afterAnErrorUsersGoOnAndTheProblemIsNamed() throws Exception {
    int chats = 100;
    CountDownLatch went = new CountDownLatch(2 * chats);
    try (ResponseLog log =
        new ResponseLog("x.jsonl", List.of(new NoMemory()), LITTLE, start -> true, clock())) {
      IntStream.range(0, chats).forEach(i -> log.append(large("early"), went::countDown));
      Await.until("it is known", () -> log.problem().isPresent());
      IntStream.range(0, chats).forEach(i -> log.append(large("late"), went::countDown));

      assertThat(went.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(log.problem())
          .hasValue("x.jsonl cannot be written: java.lang.OutOfMemoryError: as a test wants it");
    }
  }

  private static final class NoMemory implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) {
      throw new OutOfMemoryError("as a test wants it");
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  /** Either disk may be the full one. */
  @Test
  void whatCannotBeWrittenNamesTheCopyToo() throws Exception {
    assumeThat(FULL_DISK).exists();
    Path file = folder.resolve("responses.jsonl");
    ResponseLog log = new ResponseLog(file, Optional.of(FULL_DISK), start -> true);
    log.append(numbered("1"), () -> {});

    log.close();

    assertThat(log.problem())
        .hasValue(file + " or /dev/full cannot be written: No space left on device");
  }

  @Test
  void aDiskThatHangsHoldsUpTheEndNoLongerThanItMay() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeThat(made(pipe)).isTrue();
    CountDownLatch went = new CountDownLatch(1);
    // Opened for both, as otherwise opening it would wait for a reader.
    try (RandomAccessFile nobodyReads = new RandomAccessFile(pipe.toFile(), "rw");
        ResponseLog log =
            new ResponseLog(
                "pipe", List.of(nobodyReads.getChannel()), LITTLE, start -> true, clock())) {
      IntStream.range(0, 200).forEach(i -> log.append(large("more than a pipe holds"), () -> {}));
      log.append(large("last"), went::countDown);
      log.close(SOON);

      assertThat(went.getCount()).as("the last user goes on").isZero();
      assertThat(log.problem())
          .hasValue("pipe cannot be written: the disk did not take all of it within 200 ms");
      log.append(large("later"), went::countDown);
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("response-log");
  }

  private static boolean made(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void afterTheEndUsersGoOnAndNothingIsWritten() throws Exception {
    Path file = folder.resolve("responses.jsonl");
    ResponseLog log = new ResponseLog(file, Optional.empty(), start -> true);
    log.append(numbered("in time"), () -> {});
    log.close();
    AtomicInteger went = new AtomicInteger();
    IntStream.range(0, 10).forEach(i -> log.append(numbered("late"), went::incrementAndGet));

    assertThat(went).hasValue(10);
    assertThat(Files.readAllLines(file)).hasSize(1);
    log.close();
  }

  private static ResponseLog log(BlockedChannel disk) throws IOException {
    return new ResponseLog("blocked", List.of(disk), LITTLE, start -> true, clock());
  }

  private static WallClock clock() {
    return new WallClock(0, 0);
  }

  private static Response numbered(String text) {
    return Chats.response(Chats.json(0, 10), text);
  }

  /** More than {@link #LITTLE} by itself. */
  private static Response large(String text) {
    return numbered(text + " ".repeat((int) LITTLE));
  }

  private static List<JsonNode> parsed(String text) throws IOException {
    assertThat(text).endsWith("}\n");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : text.split("\n")) {
      lines.add(JSON.readTree(line.getBytes(UTF_8)));
    }
    return lines;
  }
}
