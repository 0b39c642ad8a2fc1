package tidemark.chat;

import io.gatling.core.CoreComponents;
import io.gatling.core.config.GatlingConfiguration;
import io.gatling.core.protocol.Protocol;
import io.gatling.core.protocol.ProtocolKey;
import io.gatling.javaapi.core.ProtocolBuilder;
import java.util.function.BooleanSupplier;
import scala.Function1;
import tidemark.record.ChatRecorder;
import tidemark.record.Responses;

/**
 * Whom chat actions chat with, who is told of it, and the run they are part of. TLS, proxy and
 * further headers are those of the http protocol beside it. Immutable.
 */
public final class ChatProtocol implements Protocol, ProtocolBuilder {
  static final ProtocolKey<ChatProtocol, ChatComponents> KEY = new Key();

  private final ChatTarget target;
  private final ChatRecorder recorder;
  private final Responses responses;
  private final ChatAccounts accounts;
  private final BooleanSupplier open;
  private final Runnable userStarted;
  private final Runnable userEnded;
  private final boolean reported;

  private ChatProtocol(
      ChatTarget target,
      ChatRecorder recorder,
      Responses responses,
      ChatAccounts accounts,
      BooleanSupplier open,
      Runnable userStarted,
      Runnable userEnded,
      boolean reported) {
    this.target = target;
    this.recorder = recorder;
    this.responses = responses;
    this.accounts = accounts;
    this.open = open;
    this.userStarted = userStarted;
    this.userEnded = userEnded;
    this.reported = reported;
  }

  static ChatProtocol of(ChatTarget target) {
    return new ChatProtocol(
        target,
        ChatRecorder.NONE,
        Responses.NONE,
        ChatAccounts.NONE,
        () -> true,
        () -> {},
        () -> {},
        true);
  }

  /** Told of each gap between tokens and each finished chat, on event loops. */
  public ChatProtocol recorder(ChatRecorder value) {
    return new ChatProtocol(
        target, value, responses, accounts, open, userStarted, userEnded, reported);
  }

  /** Takes the answers; a user goes on when its answer was taken. */
  public ChatProtocol responses(Responses value) {
    return new ChatProtocol(
        target, recorder, value, accounts, open, userStarted, userEnded, reported);
  }

  /** Gives each chat its number, and is told what became of it before anybody else is. */
  public ChatProtocol accounts(ChatAccounts value) {
    return new ChatProtocol(
        target, recorder, responses, value, open, userStarted, userEnded, reported);
  }

  /** As long as this is true, chats start; afterwards users pass by. */
  public ChatProtocol open(BooleanSupplier value) {
    return new ChatProtocol(
        target, recorder, responses, accounts, value, userStarted, userEnded, reported);
  }

  /** Told of each user of a scenario with chat actions, on its event loop. */
  public ChatProtocol users(Runnable started, Runnable ended) {
    return new ChatProtocol(target, recorder, responses, accounts, open, started, ended, reported);
  }

  /** Keeps the chats out of Gatling's report. */
  public ChatProtocol unreported() {
    return new ChatProtocol(
        target, recorder, responses, accounts, open, userStarted, userEnded, false);
  }

  ChatTarget target() {
    return target;
  }

  ChatRecorder recorder() {
    return recorder;
  }

  Responses responses() {
    return responses;
  }

  ChatAccounts accounts() {
    return accounts;
  }

  boolean reported() {
    return reported;
  }

  boolean isOpen() {
    return open.getAsBoolean();
  }

  void userStarted() {
    userStarted.run();
  }

  void userEnded() {
    userEnded.run();
  }

  @Override
  public Protocol protocol() {
    return this;
  }

  private static final class Key implements ProtocolKey<ChatProtocol, ChatComponents> {
    @Override
    @SuppressWarnings("unchecked")
    public Class<Protocol> protocolClass() {
      return (Class<Protocol>) (Class<?>) ChatProtocol.class;
    }

    @Override
    public ChatProtocol defaultProtocolValue(GatlingConfiguration configuration) {
      throw new IllegalStateException("a scenario with chat actions needs protocols(chat(target))");
    }

    @Override
    public Function1<ChatProtocol, ChatComponents> newComponents(CoreComponents core) {
      return protocol -> new ChatComponents(core, protocol);
    }
  }
}
