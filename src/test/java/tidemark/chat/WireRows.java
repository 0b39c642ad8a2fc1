package tidemark.chat;

import static tidemark.chat.Script.head;
import static tidemark.chat.Script.whole;
import static tidemark.chat.WireRow.ENOUGH;
import static tidemark.chat.WireRow.body;
import static tidemark.chat.WireRow.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What real servers send, byte by byte, and what a client must bear. */
final class WireRows {
  static final Duration SHORT = Duration.ofMillis(500);
  static final Duration TO_HEADERS = Duration.ofMillis(20);
  static final Duration TO_BODY = Duration.ofMillis(500);

  /** Between packets, so that they are two. */
  private static final Duration PACKET = Duration.ofMillis(20);

  private static final String DONE = "[DONE]";
  private static final String USAGE = "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":%d}";
  private static final String JSON = "Content-Type: application/json";
  private static final String ANSWER =
      """
      {"id":"1","object":"chat.completion","model":"m-1","choices":[{"index":0,"message":\
      {"role":"assistant","content":"Hi there"},"finish_reason":"stop"}],\
      "usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}""";

  private WireRows() {}

  static List<WireRow> all() {
    return Stream.of(firstEvents(), usage(), framing(), ends(), errors(), breaks(), bodies())
        .flatMap(List::stream)
        .toList();
  }

  /** The head of a stream. */
  private static Script begun() {
    return Script.stream();
  }

  private static String delta(String members) {
    return "{\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{" + members + "}}]}";
  }

  private static String token(String text) {
    return delta("\"content\":\"" + text + "\"");
  }

  private static String finish(String reason) {
    return "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}";
  }

  /** A stream of these tokens, with its finish reason, mark and end. */
  private static Script good(Script before, String... tokens) {
    Script script = before;
    for (String text : tokens) {
      script = script.event(token(text));
    }
    return script.event(finish("stop")).event(DONE).lastChunk();
  }

  private static List<WireRow> firstEvents() {
    return List.of(
        stream("no role", good(begun(), "Hi", " there")).answers("Hi there", 2),
        stream(
                "a role with empty content",
                good(begun().event(delta("\"role\":\"assistant\",\"content\":\"\"")), "Hi"))
            .answers("Hi", 1),
        stream(
                "a role with null content",
                good(begun().event(delta("\"role\":\"assistant\",\"content\":null")), "Hi"))
            .answers("Hi", 1),
        stream(
                "a role in every chunk",
                begun()
                    .event(delta("\"role\":\"assistant\",\"content\":null"))
                    .event(delta("\"role\":\"assistant\",\"content\":\"Hi\""))
                    .event(delta("\"role\":\"assistant\",\"content\":\" there\""))
                    .event(finish("stop"))
                    .event(DONE)
                    .lastChunk())
            .answers("Hi there", 2),
        stream(
                "reasoning before content",
                good(
                    begun()
                        .event(delta("\"reasoning_content\":\"Let me\""))
                        .event(delta("\"reasoning\":\" see\"")),
                    "Hi"))
            .answers("Hi", 3),
        stream(
                "a tool call",
                begun()
                    .event(delta("\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"f\"}}]"))
                    .event(finish("tool_calls"))
                    .event(DONE)
                    .lastChunk())
            .answers("", 1));
  }

  private static List<WireRow> usage() {
    String seven = USAGE.formatted(7);
    return List.of(
        stream(
                "usage in an event of its own, no choices",
                begun()
                    .event(token("Hi"))
                    .event(finish("stop"))
                    .event("{\"choices\":[]," + seven + "}")
                    .event(DONE)
                    .lastChunk())
            .answers("Hi", 0)
            .usage(7),
        stream(
                "usage in an event of its own, null choices",
                begun()
                    .event(token("Hi"))
                    .event(finish("stop"))
                    .event("{\"choices\":null," + seven + "}")
                    .event(DONE)
                    .lastChunk())
            .answers("Hi", 0)
            .usage(7),
        stream(
                "usage on the finish event",
                begun()
                    .event(token("Hi"))
                    .event(
                        "{\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]," + seven + "}")
                    .event(DONE)
                    .lastChunk())
            .answers("Hi", 0)
            .usage(7),
        stream(
                "usage on every event",
                begun()
                    .event(
                        "{\"choices\":[{\"delta\":{\"content\":\"Hi\"}}],"
                            + USAGE.formatted(3)
                            + "}")
                    .event("{\"choices\":[{\"delta\":{\"content\":\" there\"}}]," + seven + "}")
                    .event(finish("stop"))
                    .event(DONE)
                    .lastChunk())
            .answers("Hi there", 0)
            .usage(7),
        stream("several tokens in an event", good(begun(), "Hi there, you", " all"))
            .answers("Hi there, you all", 2),
        stream("letters", good(begun(), "H", "i", "!")).answers("Hi!", 3));
  }

  private static List<WireRow> framing() {
    String hi = "data: " + token("Hi");
    String there = "data: " + token(" there");
    String end = "data: " + finish("stop");
    byte[] umlaut = (hi.replace("Hi", "Grüße 🌊") + "\n\n").getBytes(StandardCharsets.UTF_8);
    int withinUmlaut = indexOf(umlaut, (byte) 0xC3) + 1;
    int withinWave = indexOf(umlaut, (byte) 0xF0) + 2;
    return List.of(
        stream(
                "comments",
                begun()
                    .chunk(": keep-alive\n\n")
                    .event(token("Hi"))
                    .chunk(": OPENROUTER PROCESSING\n\n")
                    .chunk(":\n\n" + end + "\n\ndata: [DONE]\n\n")
                    .lastChunk())
            .answers("Hi", 1),
        stream(
                "CRLF",
                begun().chunk(hi + "\r\n\r\n" + end + "\r\n\r\ndata: [DONE]\r\n\r\n").lastChunk())
            .answers("Hi", 1),
        stream("CR", begun().chunk(hi + "\r\r" + end + "\r\rdata: [DONE]\r\r").lastChunk())
            .answers("Hi", 1),
        stream(
                "CRLF split between packets",
                begun()
                    .chunk(hi + "\r")
                    .pause(PACKET)
                    .chunk("\n\r\n" + end + "\r\n\r")
                    .pause(PACKET)
                    .chunk("\ndata: [DONE]\r\n\r\n")
                    .lastChunk())
            .answers("Hi", 1),
        stream("a byte-order mark", good(begun().chunk("\uFEFF" + hi + "\n\n"), " there"))
            .answers("Hi there", 2),
        stream(
                "no space after data",
                begun()
                    .chunk("data:" + token("Hi") + "\n\ndata:" + finish("stop") + "\n\n")
                    .chunk("data:[DONE]\n\n")
                    .lastChunk())
            .answers("Hi", 1),
        stream(
                "data of several lines",
                good(
                    begun()
                        .chunk("data: {\"choices\":\ndata: [{\"delta\":\n")
                        .chunk("data: {\"content\":\"Hi\"}}]}\n\n"),
                    " there"))
            .answers("Hi there", 2),
        stream(
                "lines of id and event",
                good(
                    begun().chunk("id: 1\nevent: message\nretry: 9\n" + hi + "\nunknown: x\n\n"),
                    " there"))
            .answers("Hi there", 2),
        stream(
                "several events in a packet",
                begun()
                    .chunk(hi + "\n\n" + there + "\n\n" + end + "\n\ndata: [DONE]\n\n")
                    .lastChunk())
            .answers("Hi there", 2),
        stream(
                "UTF-8 split between packets",
                good(
                    begun()
                        .chunk(Arrays.copyOf(umlaut, withinUmlaut))
                        .pause(PACKET)
                        .chunk(Arrays.copyOfRange(umlaut, withinUmlaut, withinWave))
                        .pause(PACKET)
                        .chunk(Arrays.copyOfRange(umlaut, withinWave, umlaut.length)),
                    "!"))
            .answers("Grüße 🌊!", 2),
        stream(
                "an event larger than its bound",
                begun().chunk("data: " + "x".repeat(1 << 20)).chunk("x".repeat(100)))
            .fails("TooLarge"),
        stream(
                "as text/plain",
                good(
                    head("200 OK", "Content-Type: text/plain", "Transfer-Encoding: chunked"), "Hi"))
            .answers("Hi", 1),
        stream("without a content type", good(head("200 OK", "Transfer-Encoding: chunked"), "Hi"))
            .answers("Hi", 1),
        stream(
                "until the connection ends",
                head("200 OK", "Connection: close")
                    .send(hi + "\n\n" + end + "\n\ndata: [DONE]\n\n")
                    .close())
            .answers("Hi", 1));
  }

  private static int indexOf(byte[] bytes, byte one) {
    int index = 0;
    while (bytes[index] != one) {
      index++;
    }
    return index;
  }

  private static List<WireRow> ends() {
    Script hi = begun().event(token("Hi"));
    return List.of(
        stream("no [DONE]", hi.event(finish("stop")).lastChunk()).answers("Hi", 1),
        stream("no [DONE], cut", hi.event(finish("stop")).close()).answers("Hi", 1),
        stream("no [DONE], left open", hi.event(finish("stop"))).answers("Hi", 1),
        stream(
                "[DONE] without a blank line",
                hi.event(finish("stop")).chunk("data: [DONE]\n").lastChunk())
            .answers("Hi", 1),
        stream(
                "[DONE] without a line's end",
                hi.event(finish("stop")).chunk("data: [DONE]").lastChunk())
            .answers("Hi", 1),
        stream(
                "[DONE] without a blank line, left open",
                hi.event(finish("stop")).chunk("data: [DONE]\n"))
            .answers("Hi", 1),
        stream("[DONE] without a blank line, cut", hi.chunk("data: [DONE]\n").close())
            .answers("Hi", 1),
        stream(
                "a finish without a blank line, cut",
                hi.chunk("data: " + finish("stop") + "\n").close())
            .answers("Hi", 1),
        stream("[DONE], left open", hi.event(finish("stop")).event(DONE)).answers("Hi", 1),
        stream("[DONE], cut", hi.event(finish("stop")).event(DONE).close()).answers("Hi", 1),
        stream("[DONE], reset", hi.event(finish("stop")).event(DONE).reset()).answers("Hi", 1),
        stream("[DONE] alone", hi.event(DONE).lastChunk()).answers("Hi", 1),
        stream("finish length", hi.event(finish("length")).event(DONE).lastChunk())
            .answers("Hi", 1),
        stream("finish content_filter", hi.event(finish("content_filter")).event(DONE).lastChunk())
            .answers("Hi", 1),
        stream("nothing but a filter", begun().event(finish("content_filter")).lastChunk()),
        stream("nothing but an end", begun().event(finish("stop")).event(DONE).lastChunk())
            .fails("EmptyResponse"),
        stream("nothing but [DONE]", begun().event(DONE).lastChunk()).fails("EmptyResponse"));
  }

  private static List<WireRow> errors() {
    Script hi = begun().event(token("Hi"));
    String error = "{\"error\":{\"message\":\"model overloaded\",\"code\":503}}";
    String limited = "{\"error\":{\"message\":\"slow down\",\"type\":\"rate_limit\"}}";
    return List.of(
        stream("an error, then [DONE]", hi.event(error).event(DONE).lastChunk())
            .fails("StreamError")
            .saying("model overloaded")
            .answers("Hi", 1),
        stream("an error, and no more", hi.event(error).lastChunk())
            .fails("StreamError")
            .saying("model overloaded")
            .answers("Hi", 1),
        stream("an error, left open", hi.event(error)).fails("StreamError").answers("Hi", 1),
        stream("an event named error", hi.chunk("event: error\ndata: out of memory\n\n"))
            .fails("StreamError")
            .saying("out of memory")
            .answers("Hi", 1),
        stream("finish error", hi.event(finish("error")).event(DONE).lastChunk())
            .fails("StreamError")
            .answers("Hi", 1),
        stream("an error as JSON to a stream", whole("200 OK", error, JSON))
            .fails("StreamError")
            .saying("model overloaded")
            .answers(error, 0),
        stream("an answer as JSON to a stream", whole("200 OK", "\n" + ANSWER, JSON))
            .fails("StreamTruncated")
            .saying("a whole answer")
            .answers("Hi there", 0)
            .usage(2),
        stream("an event that is no JSON", hi.event("{\"choices\":[").lastChunk())
            .fails("BadJson")
            .answers("Hi", 1),
        stream("HTML in place of a stream", whole("200 OK", "<html>Welcome</html>"))
            .fails("StreamTruncated"),
        body("500 with an error object", whole("500 Internal Server Error", error, JSON))
            .fails("500")
            .saying("model overloaded")
            .answers(error, 0),
        stream("500 with an error text", whole("500 Oh", "{\"error\":\"no model\"}", JSON))
            .fails("500")
            .saying("no model")
            .answers("{\"error\":\"no model\"}", 0),
        body("422 with a detail", whole("422 No", "{\"detail\":\"field required\"}", JSON))
            .fails("422")
            .saying("field required")
            .answers("{\"detail\":\"field required\"}", 0),
        body("502 with HTML", whole("502 Bad Gateway", "<h1>Bad</h1> gateway", "Server: nginx"))
            .fails("502")
            .saying("Bad gateway")
            .answers("<h1>Bad</h1> gateway", 0),
        body("503 without a body", whole("503 Later", "")).fails("503"),
        body("401", whole("401 Unauthorized", "{\"detail\":\"bad token\"}", JSON))
            .fails("401")
            .saying("bad token")
            .answers("{\"detail\":\"bad token\"}", 0),
        body("301", whole("301 Moved", "", "Location: http://127.0.0.1:1/")).fails("301"),
        body("429 with seconds", whole("429 Slow", limited, JSON, "Retry-After: 20"))
            .fails("429")
            .saying("slow down; Retry-After: 20")
            .answers(limited, 0),
        stream(
                "429 with a date",
                whole("429 Slow", limited, "Retry-After: Wed, 21 Oct 2026 07:28:00 GMT"))
            .fails("429")
            .saying("slow down; Retry-After: Wed, 21 Oct 2026 07:28:00 GMT")
            .answers(limited, 0),
        stream("429 without Retry-After", whole("429 Slow", limited, JSON))
            .fails("429")
            .saying("slow down")
            .answers(limited, 0),
        body("429 without a body", whole("429 Slow", "", "Retry-After: 3"))
            .fails("429")
            .saying("Retry-After: 3"),
        body("103 before the answer", head("103 Early Hints").send(ANSWER)).fails("103"));
  }

  private static List<WireRow> breaks() {
    Script hi = begun().event(token("Hi"));
    return List.of(
        stream("cut between events", hi.close()).fails("ConnectionClosed").answers("Hi", 1),
        stream("cut within an event", hi.chunk("data: {\"cho").close())
            .fails("ConnectionClosed")
            .answers("Hi", 1),
        stream("an event cut by a clean end", hi.chunk("data: {\"choices\":[").lastChunk())
            .fails("StreamTruncated")
            .answers("Hi", 1),
        stream("reset", hi.pause(PACKET).reset()).fails("ConnectionReset").answers("Hi", 1),
        stream("half closed", hi.halfClose()).fails("ConnectionClosed").answers("Hi", 1),
        stream("a clean end without a finish", hi.lastChunk())
            .fails("StreamTruncated")
            .answers("Hi", 1),
        stream("an empty stream", begun().lastChunk()).fails("StreamTruncated"),
        body("cut without an answer", Script.SILENCE.close()).fails("ConnectionClosed"),
        stream("reset without an answer", Script.SILENCE.reset()).fails("ConnectionReset"),
        body("a body cut", head("200 OK", JSON, "Content-Length: 500").send(ANSWER).close())
            .fails("ConnectionClosed"),
        stream("no HTTP", Script.SILENCE.send("SSH-2.0-OpenSSH_9.9\r\n\r\n").close())
            .fails("ConnectionFailed"),
        stream("no answer", Script.SILENCE).within(SHORT, null, null).fails("Timeout"),
        stream("headers, then silence", begun())
            .within(SHORT, null, Duration.ofMillis(1))
            .fails("Timeout"),
        stream("no first token", begun().event(delta("\"role\":\"assistant\"")))
            .within(ENOUGH, SHORT, Duration.ofMillis(1))
            .fails("FirstTokenTimeout"),
        stream("no first token, nor an answer", Script.SILENCE)
            .within(ENOUGH, SHORT, null)
            .fails("FirstTokenTimeout"),
        stream("silence between tokens", hi.pause(PACKET).event(token(" there")))
            .within(ENOUGH, ENOUGH, SHORT)
            .fails("Stalled")
            .answers("Hi there", 2),
        stream("silence but for comments", hi.pause(PACKET).chunk(": keep-alive\n\n"))
            .within(ENOUGH, null, SHORT)
            .fails("Stalled")
            .answers("Hi", 1),
        stream("slow tokens in all", hi)
            .within(SHORT, null, ENOUGH)
            .fails("Timeout")
            .answers("Hi", 1),
        body("a body that stalls", head("200 OK", JSON, "Content-Length: 500").send("{\"id"))
            .within(SHORT, Duration.ofMillis(1), Duration.ofMillis(1))
            .fails("Timeout"),
        body("an error that stalls", head("500 No", "Content-Length: 500").send("no mo"))
            .within(SHORT, null, null)
            .fails("500")
            .saying("no mo")
            .answers("no mo", 0));
  }

  private static List<WireRow> bodies() {
    return List.of(
        body("an answer", whole("200 OK", ANSWER, JSON)).answers("Hi there", 0).usage(2),
        body("blank lines before the answer", whole("200 OK", "\n\n \n" + ANSWER, JSON))
            .answers("Hi there", 0)
            .usage(2),
        body(
                "an answer in chunks",
                begun()
                    .chunk(ANSWER.substring(0, 90))
                    .pause(PACKET)
                    .chunk(ANSWER.substring(90))
                    .lastChunk())
            .answers("Hi there", 0)
            .usage(2),
        body(
            "an answer without usage or content",
            whole("200 OK", "{\"choices\":[{\"message\":{},\"finish_reason\":\"length\"}]}")),
        body("no choices", whole("200 OK", "{\"choices\":[]}", JSON))
            .fails("EmptyResponse")
            .answers("{\"choices\":[]}", 0),
        body("no content", head("204 No Content")).fails("EmptyResponse"),
        body("no JSON", whole("200 OK", "{\"choices\":", JSON))
            .fails("BadJson")
            .answers("{\"choices\":", 0),
        body("an error as 200", whole("200 OK", "{\"error\":{\"message\":\"db locked\"}}", JSON))
            .fails("StreamError")
            .saying("db locked")
            .answers("{\"error\":{\"message\":\"db locked\"}}", 0),
        body(
                "headers soon, body later",
                Script.SILENCE
                    .pause(TO_HEADERS)
                    .send("HTTP/1.1 200 OK\r\nContent-Length: " + ANSWER.length() + "\r\n\r\n")
                    .pause(TO_BODY)
                    .send(ANSWER))
            .answers("Hi there", 0)
            .usage(2));
  }
}
