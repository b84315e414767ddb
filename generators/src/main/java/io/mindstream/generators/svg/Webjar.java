package io.mindstream.generators.svg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.SVGLoader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A set of pictures that comes as a jar from Maven Central (<a href="https://www.webjars.org/">webjars</a>): its files lie under
 * {@code META-INF/resources/webjars/NAME/VERSION/}.
 *
 * @param root folder of the set on the class path, with a slash at its end
 */
public record Webjar(String root) {
    /** flag-icons 7.5.0, MIT: flags as SVG, names, capitals and continents in {@code country.json}. */
    public static final Webjar FLAG_ICONS = new Webjar("META-INF/resources/webjars/flag-icons/7.5.0/");

    /** Material Design Icons 5.2.45, MIT: icons as SVG, names, aliases and tags in {@code meta.json}. */
    public static final Webjar MATERIAL_ICONS = new Webjar("META-INF/resources/webjars/mdi__svg/5.2.45/");

    /**
     * One picture of the set.
     *
     * @throws IllegalStateException when the set has no such picture or it cannot be read
     */
    public SVGDocument svg(String path) {
        SVGDocument document = new SVGLoader().load(url(root + path));
        if (document == null) {
            throw new IllegalStateException(root + path + ": not an SVG that can be read");
        }
        return document;
    }

    /** A JSON file of the set. */
    public JsonNode json(String path) {
        try (InputStream in = url(root + path).openStream()) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(root + path, e);
        }
    }

    /** The lines of a list that lies beside {@code owner}'s package, without comments ({@code #}) and empty lines. */
    public static List<String> list(Class<?> owner, String file) {
        try (InputStream in = owner.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(owner.getPackageName() + "/" + file + ": not on the class path");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    private static URL url(String path) {
        URL url = Webjar.class.getClassLoader().getResource(path);
        if (url == null) {
            throw new IllegalStateException(path + ": not on the class path");
        }
        return url;
    }
}
