package tidemark.run.forked;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows compiles, and does what it says. */
class ReadmeExampleIT {
  private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern NAME = Pattern.compile("class (\\w+)");

  @TempDir Path folder;

  @Test
  void theTestThatItShowsPasses() throws Exception {
    List<String> examples =
        JAVA.matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(example -> example.group(1))
            .toList();
    assertThat(examples).hasSize(1);
    String name =
        NAME.matcher(examples.get(0))
            .results()
            .map(found -> found.group(1))
            .findFirst()
            .orElseThrow();

    compile(Files.writeString(folder.resolve(name + ".java"), examples.get(0)));

    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Class<?> example = loader.loadClass(name);
      Constructor<?> made = example.getDeclaredConstructor();
      made.setAccessible(true);
      int tests = 0;
      for (Method method : example.getDeclaredMethods()) {
        if (method.isAnnotationPresent(Test.class)) {
          method.setAccessible(true);
          method.invoke(made.newInstance());
          tests++;
        }
      }
      assertThat(tests).isPositive();
    }
  }

  private void compile(Path source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  said,
                  files,
                  null,
                  List.of("-d", folder.toString(), "-proc:none", "-cp", LoadJvm.classPath()),
                  null,
                  files.getJavaFileObjects(source))
              .call();
      assertThat(compiled).as(said.toString()).isTrue();
    }
  }
}
