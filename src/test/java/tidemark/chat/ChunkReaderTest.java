package tidemark.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.error.ChatError;

/** What each event of a chat's stream is, and what all of them say. */
class ChunkReaderTest {
  private static final String VLLM =
      "{\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
          + "[{\"index\":0,\"delta\":{\"content\":\"Hi \\u00e9\\ud83d\\ude00\",\"tool_calls\":[]},"
          + "\"logprobs\":null,\"finish_reason\":null}],\"usage\":{\"prompt_tokens\":3,"
          + "\"completion_tokens\":2,\"completion_tokens_details\":{\"reasoning_tokens\":[1,{}]}}}";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final TextSoFar text = new TextSoFar(100);
  private final ChunkReader reader = new ChunkReader(text);

  private StreamEvent read(String data) {
    return read(reader, data.getBytes(StandardCharsets.UTF_8));
  }

  private static StreamEvent read(ChunkReader reader, byte[] data) {
    return reader.read(data, data.length);
  }

  private static String delta(String delta) {
    return "{\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":null}]}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "OUTPUT    | {'content':'a'}",
        "OUTPUT    | {'role':'assistant','content':' '}",
        "OUTPUT    | {'content':'a','reasoning':'b'}",
        "OUTPUT    | {'content':[{'type':'text','text':'a'}]}",
        "OUTPUT    | {'tool_calls':[{'index':0,'function':{'name':'f','arguments':''}}]}",
        "OUTPUT    | {'content':null,'tool_calls':[{'index':0,'function':{'arguments':'{'}}]}",
        "OUTPUT    | {'function_call':{'name':'f'}}",
        "REASONING | {'reasoning':'a'}",
        "REASONING | {'content':'','reasoning_content':'a'}",
        "REASONING | {'content':null,'reasoning_content':'a','reasoning':null}",
        "NO_TOKEN  | {'role':'assistant'}",
        "NO_TOKEN  | {'role':'assistant','content':''}",
        "NO_TOKEN  | {'role':'assistant','content':null}",
        "NO_TOKEN  | {'content':'','reasoning':'','tool_calls':[]}",
        "NO_TOKEN  | {'content':null,'reasoning':null,'tool_calls':null,'function_call':null}",
        "NO_TOKEN  | {'content':7,'reasoning':false,'other':{'content':'a','x':[[{}]]}}",
        "NO_TOKEN  | {'refusal':'no'}",
        "NO_TOKEN  | {}",
        "NO_TOKEN  | null",
        "NO_TOKEN  | 'content'",
        "NO_TOKEN  | [{'content':'a'}]",
      })
  void aTokenIsContentReasoningOrAPieceOfAToolCall(StreamEvent event, String delta) {
    assertThat(read(delta(delta.replace('\'', '"')))).isEqualTo(event);
    assertThat(reader.finished()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "OUTPUT   | {'choices':[{'index':0,'text':'a','finish_reason':null}]}",
        "NO_TOKEN | {'choices':[{'index':0,'text':'','finish_reason':null}]}",
        "OUTPUT   | {'choices':[{'index':0,'delta':{}},{'index':1,'delta':{'content':'a'}}]}",
        "NO_TOKEN | {'choices':[{'message':{'content':'all of it again'}}]}",
        "NO_TOKEN | {'choices':[]}",
        "NO_TOKEN | {'choices':null}",
        "NO_TOKEN | {'choices':'a'}",
        "NO_TOKEN | {'choices':{'delta':{'content':'a'}}}",
        "NO_TOKEN | {'choices':[null,1,'a',[{'delta':{'content':'a'}}]]}",
        "NO_TOKEN | {'object':'x','prompt_filter_results':[{'content':'a'}]}",
        "NO_TOKEN | {'error':null,'choices':[]}",
        "NO_TOKEN | {'error':'','choices':[]}",
        "NO_TOKEN | {'error':false,'choices':[]}",
        "NO_TOKEN | {'detail':'x','choices':[]}",
        "NO_TOKEN | {'detail':null}",
        "NO_TOKEN | {}",
        "FAILED   | {'error':{'message':'a','code':500,'type':'t'}}",
        "FAILED   | {'error':{}}",
        "FAILED   | {'error':'a'}",
        "FAILED   | {'error':true}",
        "FAILED   | {'error':['a']}",
        "FAILED   | {'detail':'a'}",
        "FAILED   | {'detail':[{'msg':'a'}]}",
        "FAILED   | {'choices':[{'delta':{'content':''},'finish_reason':'error'}],'error':{'code':502}}",
        "FAILED   | {'choices':[{'delta':{'content':'a'},'finish_reason':'error'}]}",
        "FAILED   | {'choices':[{'error':{'message':'a'}}]}",
        "BAD_JSON | {'choices':[",
        "BAD_JSON | {'choices':[]} x",
        "BAD_JSON | {'choices':[]}}",
        "BAD_JSON | {'usage':{'completion_tokens':99999999999999999999}}",
        "BAD_JSON | {'choices'}",
        "BAD_JSON | [{'choices':[]}]",
        "BAD_JSON | 'a'",
        "BAD_JSON | 1",
        "BAD_JSON | null",
        "BAD_JSON | Internal Server Error",
        "BAD_JSON | [DONE",
        "DONE     | [DONE]",
      })
  void otherFormsAreWhatTheyAre(StreamEvent event, String data) {
    assertThat(read(data.replace('\'', '"'))).isEqualTo(event);
  }

  @Test
  void theEndMarkMayBeFollowedByBlanks() {
    assertThat(read("[DONE] \n")).isEqualTo(StreamEvent.DONE);
    assertThat(reader.finished()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void nothingIsNoJson(String data) {
    assertThat(read(data)).isEqualTo(StreamEvent.BAD_JSON);
    assertThat(reader.message()).isNull();
  }

  @Test
  void anEventBelongsToItselfAlone() {
    read(delta("{\"content\":\"a\"}"));
    assertThat(read(delta("{\"reasoning\":\"b\"}"))).isEqualTo(StreamEvent.REASONING);
    assertThat(read(delta("{}"))).isEqualTo(StreamEvent.NO_TOKEN);
  }

  @Test
  void contentIsTheTextAndReasoningIsNot() {
    read(delta("{\"role\":\"assistant\",\"content\":\"\"}"));
    read(delta("{\"reasoning_content\":\"Hm.\"}"));
    read(VLLM);
    read("{\"choices\":[{\"text\":\"!\"},{\"text\":\"another choice\"}]}");

    assertThat(text).hasToString("Hi é\uD83D\uDE00!");
  }

  @Test
  void aCharacterMayBeCutBetweenTwoEvents() {
    read(delta("{\"content\":\"\\ud83d\"}"));
    read(delta("{\"content\":\"\\ude00\"}"));

    assertThat(text).hasToString("\uD83D\uDE00");
  }

  @Test
  void theTextIsBounded() {
    for (int i = 0; i < 60; i++) {
      read(delta("{\"content\":\"ab\"}"));
    }

    assertThat(text.toString()).hasSize(100);
    assertThat(text.truncated()).isTrue();
  }

  @Test
  void theLastUsageCounts() {
    assertThat(reader.outputTokens()).isEqualTo(Completion.UNKNOWN);
    read(VLLM);
    assertThat(reader.outputTokens()).isEqualTo(2);
    read("{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":7,\"total\":{}}}");
    read("{\"choices\":[],\"usage\":null}");
    read("{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":null}}");
    read("{\"choices\":[],\"usage\":[1]}");
    assertThat(reader.outputTokens()).isEqualTo(7);
    read("{\"choices\":[{\"delta\":{},\"usage\":{\"completion_tokens\":9.0}}]}");
    assertThat(reader.outputTokens()).isEqualTo(9);
    read("{\"usage\":{\"completion_tokens\":-9}}");
    assertThat(reader.outputTokens()).isZero();
  }

  @Test
  void theFirstModelCounts() {
    read("{\"model\":null}");
    assertThat(reader.model()).isNull();
    read("{\"model\":\"one\"}");
    read("{\"model\":\"two\"}");
    assertThat(reader.model()).isEqualTo("one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      quoteCharacter = '\u0001',
      value = {
        "{'error':{'message':'No GPU','code':500}} | No GPU",
        "{'error':'No GPU'}                        | No GPU",
        "{'detail':[{'msg':'No GPU'}]}             | No GPU",
        "{'error':{'code':'c'}}                    | {'error':{'code':'c'}}",
        "<html>No GPU</html>                       | No GPU",
        "{'choices':[]}                            | none"
      })
  void aPersonIsToldWhatWentWrong(String data, @Nullable String message) {
    read(data.replace('\'', '"'));

    assertThat(reader.message()).isEqualTo(message == null ? null : message.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "good",
      value = {
        "good, content, stop",
        "good, content, length",
        "good, content, [DONE]",
        "good, reasoning, stop",
        "good, refusal, stop",
        "good, none, length",
        "good, none, content_filter",
        "good, none, tool_calls",
        "EmptyResponse, none, stop",
        "EmptyResponse, none, [DONE]",
        "StreamTruncated, content, none",
        "StreamTruncated, none, none"
      })
  void atItsEndAStreamIsGoodEmptyOrTruncated(@Nullable String error, String part, String finish) {
    if (!part.equals("none")) {
      read(delta("{\"" + part + "\":\"a\"}"));
    }
    if (finish.equals("[DONE]")) {
      read(finish);
    } else if (!finish.equals("none")) {
      read("{\"choices\":[{\"delta\":{},\"finish_reason\":\"" + finish + "\"}]}");
    }

    assertThat(reader.finished()).isEqualTo(!finish.equals("none"));
    assertThat(reader.atEnd()).isEqualTo(error == null ? null : new ChatError(error));
  }

  @Test
  void deepNestingAndEndlessNumbersAreNotFollowed() {
    assertThat(read("{\"x\":" + "[".repeat(50) + "]".repeat(50) + "}"))
        .isEqualTo(StreamEvent.NO_TOKEN);
    assertThat(read("{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"))
        .isEqualTo(StreamEvent.BAD_JSON);
    assertThat(read("{\"x\":" + "9".repeat(100_000) + "}")).isEqualTo(StreamEvent.BAD_JSON);
  }

  @Property(tries = 300)
  void whatAServerStreamsIsWhatIsRead(
      @ForAll @Size(max = 8) List<String> contents, @ForAll @IntRange(min = 1, max = 50) int packet)
      throws Exception {
    StringBuilder stream = new StringBuilder();
    for (String content : contents) {
      stream.append("data: ").append(chunk(content)).append("\n\n");
    }
    byte[] bytes = stream.append("data: [DONE]\n\n").toString().getBytes(StandardCharsets.UTF_8);

    TextSoFar read = new TextSoFar(10_000);
    List<StreamEvent> events = eventsOf(bytes, packet, new ChunkReader(read));

    List<StreamEvent> expected = new ArrayList<>();
    contents.forEach(
        content -> expected.add(content.isEmpty() ? StreamEvent.NO_TOKEN : StreamEvent.OUTPUT));
    expected.add(StreamEvent.DONE);
    assertThat(events).isEqualTo(expected);
    byte[] whole = String.join("", contents).getBytes(StandardCharsets.UTF_8);
    assertThat(read).hasToString(new String(whole, StandardCharsets.UTF_8));
  }

  /** Pieces that each begin a string, end one, or break it. */
  @Provide
  static Arbitrary<List<String>> likeAndUnlike() {
    Arbitrary<String> content =
        Arbitraries.of(
            "a", "and", " b", "", "\\n", "\\\"", "\\", "\u00e9", "\t", "\"", "c\",\"content\":\"d");
    Arbitrary<String> event =
        Arbitraries.of(
            "{'model':'%s','choices':[{'delta':{'content':'a'}}]}",
            "{'choices':[{'delta':{'role':'a','content':'%s'},'finish_reason':null}]}",
            "{'choices':[{'delta':{'content':'%s','content':'a'}}]}",
            "{'choices':[{'delta':{'content':'%s'}}],'usage':{'completion_tokens':7}}",
            "{'choices':[{'delta':{'reasoning':'%s','content':''}}]}",
            "{'choices':[{'delta':{'content':'a','reasoning':'%s'}}]}",
            "{'choices':[{'delta':{'content':'a'}},{'delta':{'content':'%s'}}]}",
            "{'choices':[{'text':'%s'}]}",
            "{'choices':[{'delta':{'content':'%s'}}]",
            "{'id':'1','model':'m','choices':[{'delta':{'content':'%s'}}]}",
            "{'id':'1','model':'m','choices':[],'usage':{'completion_tokens':5}}",
            "{'id':'1','model':'m','choices':[{'delta':{'content':'%s'}}]}}",
            "{'id':'1','model':'m','choices'",
            "{'id':'1','model':'m','usage':{'completion_tokens':6},'choices':[]}",
            "{'id':'1','model':'m', 'choices':[{'delta':{'content':'%s'}}]}",
            "{'id':'2','detail':null,'choices':[{'delta':{'reasoning':'%s'}}]}",
            "{'id':',\\\"choices\\\":','choices':[{'delta':{'content':'%s'}}]}");
    return Combinators.combine(event, content)
        .as((around, within) -> around.replace('\'', '"').formatted(within))
        .list()
        .ofMaxSize(12);
  }

  /** What may stand around the data of an event, in turn: its line end, other fields, its name. */
  @Provide
  static Arbitrary<List<String>> frames() {
    return Combinators.combine(
            Arbitraries.of("", "", "id: 7%n", "event: message%n", "event: error%n"),
            Arbitraries.of("data: ", "data:"),
            Arbitraries.of("", "", "id: 7%n", "event: message%n", "event: error%n", ":%n"),
            Arbitraries.of("\n", "\n", "\r\n", "\r"))
        .as(
            (before, data, after, lineEnd) ->
                (before + data + "%s%n" + after + "%n").replace("%n", lineEnd))
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  @Property(tries = 5_000)
  void anEventLikeTheOneBeforeIsReadAsIfItWereTheFirst(
      @ForAll("likeAndUnlike") List<String> events,
      @ForAll("frames") List<String> frames,
      @ForAll @IntRange(min = 1, max = 200) int packet) {
    int next = 0;
    StringBuilder stream = new StringBuilder();
    StringBuilder expectedText = new StringBuilder();
    List<StreamEvent> expected = new ArrayList<>();
    String model = null;
    long tokens = Completion.UNKNOWN;
    for (String event : events) {
      String frame = frames.get(next++ % frames.size());
      stream.append(frame.formatted(event));
      if (frame.lastIndexOf("event: error") > frame.lastIndexOf("event: message")) {
        expected.add(StreamEvent.FAILED);
        continue;
      }
      TextSoFar own = new TextSoFar(1_000);
      ChunkReader first = new ChunkReader(own);
      expected.add(read(first, event.getBytes(StandardCharsets.UTF_8)));
      expectedText.append(own);
      model = model == null ? first.model() : model;
      tokens = first.outputTokens() == Completion.UNKNOWN ? tokens : first.outputTokens();
    }
    TextSoFar said = new TextSoFar(1_000);
    ChunkReader reader = new ChunkReader(said);
    byte[] bytes = stream.toString().getBytes(StandardCharsets.UTF_8);

    assertThat(eventsOf(bytes, packet, reader)).isEqualTo(expected);
    assertThat(said).hasToString(expectedText.toString());
    assertThat(reader.model()).isEqualTo(model);
    assertThat(reader.outputTokens()).isEqualTo(tokens);
  }

  /** As bytes again, so that half a surrogate pair is what an encoder makes of it. */
  private static String chunk(String content) throws Exception {
    byte[] encoded = content.getBytes(StandardCharsets.UTF_8);
    Map<String, String> delta = Map.of("content", new String(encoded, StandardCharsets.UTF_8));
    return MAPPER.writeValueAsString(Map.of("choices", List.of(Map.of("delta", delta))));
  }

  private static List<StreamEvent> eventsOf(byte[] bytes, int packet, ChunkReader reader) {
    List<StreamEvent> events = new ArrayList<>();
    EventHandler handler =
        new EventHandler() {
          @Override
          public int taken(byte[] piece, int from, int end) {
            int next = reader.readToken(piece, from, end);
            if (next > from) {
              events.add(StreamEvent.OUTPUT);
            }
            return next;
          }

          @Override
          public void event(byte[] data, int length) {
            events.add(reader.read(data, length));
          }

          @Override
          public void error(byte[] data, int length) {
            events.add(StreamEvent.FAILED);
          }

          @Override
          public void tooLarge() {
            events.add(StreamEvent.FAILED);
          }
        };
    EventStream stream = new EventStream(handler, 1 << 20);
    for (int at = 0; at < bytes.length; at += packet) {
      stream.feed(bytes, at, Math.min(packet, bytes.length - at));
    }
    stream.end();
    return events;
  }

  @Provide
  Arbitrary<byte[]> damaged() {
    byte[] whole = VLLM.getBytes(StandardCharsets.UTF_8);
    Arbitrary<Integer> place = Arbitraries.integers().between(0, whole.length - 1);
    Arbitrary<byte[]> changed =
        Combinators.combine(
                place.list().ofMinSize(1).ofMaxSize(4),
                Arbitraries.of("\"{}[],:\\u0e-1tn \u0000\u0080".chars().boxed().toList()),
                Arbitraries.bytes())
            .as(
                (places, likely, any) -> {
                  byte[] copy = whole.clone();
                  places.forEach(at -> copy[at] = at % 2 == 0 ? likely.byteValue() : any);
                  return copy;
                });
    Arbitrary<byte[]> cut =
        Combinators.combine(place, place)
            .as((from, to) -> VLLM.substring(Math.min(from, to), Math.max(from, to)))
            .map(part -> part.getBytes(StandardCharsets.UTF_8));
    return Arbitraries.oneOf(changed, cut, Arbitraries.bytes().array(byte[].class).ofMaxSize(80));
  }

  @Property(tries = 5_000)
  void noDamageIsAnExceptionOrLastsLongerThanItsEvent(@ForAll("damaged") byte[] data) {
    TextSoFar kept = new TextSoFar(10);
    ChunkReader any = new ChunkReader(kept);

    StreamEvent event = read(any, data);

    assertThat(event).isNotNull();
    assertThat(kept.toString().length()).isLessThanOrEqualTo(10);
    if (event != StreamEvent.FAILED) {
      assertThat(read(any, VLLM.getBytes(StandardCharsets.UTF_8))).isEqualTo(StreamEvent.OUTPUT);
    }
  }
}
