package tidemark.run.forked;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Parts of a JSON document: one that is not there is empty. */
final class Json {
  private Json() {}

  static List<String> texts(JsonNode array) {
    return list(array, JsonNode::asText);
  }

  static <T> List<T> list(JsonNode array, Function<JsonNode, T> reader) {
    List<T> all = new ArrayList<>();
    array.forEach(one -> all.add(reader.apply(one)));
    return Collections.unmodifiableList(all);
  }

  /** By name, in their order. */
  static <T> Map<String, T> map(JsonNode object, Function<JsonNode, T> reader) {
    Map<String, T> all = new LinkedHashMap<>();
    object.properties().forEach(one -> all.put(one.getKey(), reader.apply(one.getValue())));
    return Collections.unmodifiableMap(all);
  }

  static <T> Optional<T> optional(JsonNode value, Function<JsonNode, T> reader) {
    return value.isMissingNode() || value.isNull()
        ? Optional.empty()
        : Optional.of(reader.apply(value));
  }

  /** NaN where there is none: no comparison with that is true. */
  static double number(JsonNode value) {
    return value.isNumber() ? value.doubleValue() : Double.NaN;
  }
}
