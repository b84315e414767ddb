package io.mindstream.samples.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.mindstream.config.ConfigException;
import io.mindstream.config.LabelSettings;
import io.mindstream.samples.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which label the user's material gets. A mapping file's rules come first, the first that fits deciding:
 *
 * <pre>
 * - {file: "scans/.*", domain: documents/text/word}
 * - {question: "(?i)how (many|much).*", capability: perception/counting/all}
 * </pre>
 *
 * {@code file} and {@code question} are regular expressions for the whole of what {@link Origin#file()} and the question say. Where no rule fits, the domain is
 * the one that was named, and the capability the one that was named or else told by question and answer: see {@link #capability}.
 */
public final class LabelRules {
    private static final String DESCRIPTION = "perception/description/dense";

    private final String domain;
    private final Optional<String> capability;
    private final List<Rule> rules;

    /**
     * One line of a mapping file.
     *
     * @param file for the record's file, or null for any
     * @param question or null for any
     * @param domain given, or null
     * @param capability given, or null
     */
    record Rule(String file, String question, String domain, String capability) {
        Rule(
                @JsonProperty("file") String file,
                @JsonProperty("question") String question,
                @JsonProperty("domain") String domain,
                @JsonProperty("capability") String capability) {
            this.file = file;
            this.question = question;
            this.domain = domain;
            this.capability = capability;
        }

        private boolean fits(String itsFile, Optional<String> itsQuestion) {
            return (file == null || itsFile.matches(file))
                    && (question == null
                            || itsQuestion.isPresent() && itsQuestion.get().matches(question));
        }
    }

    /**
     * @param mapping a YAML file with a list of rules, or none
     * @param labels trees that all labels are leaves of
     * @throws ConfigException naming the file and what is wrong in it, or the leaf that is in no tree
     */
    public LabelRules(String domain, Optional<String> capability, Optional<Path> mapping, LabelSettings labels) {
        this.domain = domain;
        this.capability = capability;
        this.rules = mapping.map(LabelRules::read).orElse(List.of());
        labels.domain().require(domain, "it is the domain of what is ingested");
        capability.ifPresent(leaf -> labels.capability().require(leaf, "it is the capability of what is ingested"));
        String why = "a rule of " + mapping.map(Path::toString).orElse("") + " names it";
        for (Rule rule : rules) {
            if (rule.domain != null) {
                labels.domain().require(rule.domain, why);
            }
            if (rule.capability != null) {
                labels.capability().require(rule.capability, why);
            }
        }
    }

    private static List<Rule> read(Path file) {
        YAMLMapper mapper = YAMLMapper.builder()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        Rule[] rules;
        try {
            rules = mapper.readValue(Files.readString(file), Rule[].class);
        } catch (NoSuchFileException e) {
            throw new ConfigException(file.toString(), "", "no such file");
        } catch (JsonMappingException e) {
            String where = e.getPath().isEmpty() ? "" : "[" + e.getPath().get(0).getIndex() + "]";
            throw new ConfigException(
                    file.toString(),
                    where,
                    e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (JsonProcessingException e) {
            throw new ConfigException(
                    file.toString(),
                    "line " + e.getLocation().getLineNr(),
                    "not YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new ConfigException(file.toString(), "cannot be read: " + e.getMessage(), e);
        }
        for (int i = 0; i < rules.length; i++) {
            check(file, i, "file", rules[i].file);
            check(file, i, "question", rules[i].question);
            if (rules[i].domain == null && rules[i].capability == null) {
                throw new ConfigException(file.toString(), "[" + i + "]", "gives neither domain nor capability");
            }
        }
        return List.of(rules);
    }

    private static void check(Path file, int rule, String field, String pattern) {
        try {
            if (pattern != null) {
                Pattern.compile(pattern);
            }
        } catch (PatternSyntaxException e) {
            throw new ConfigException(
                    file.toString(), "[" + rule + "]." + field, "no regular expression: " + e.getDescription());
        }
    }

    /** Domain of a picture that a record of this file is about. */
    public String domain(String file) {
        return rules.stream()
                .filter(rule -> rule.domain != null && rule.question == null && rule.fits(file, Optional.empty()))
                .findFirst()
                .map(Rule::domain)
                .orElse(domain);
    }

    /**
     * Capability that a turn asks. Where neither a rule nor the user says so: captions and other free text {@code perception/description/dense};
     * yes and no {@code faithfulness/presence/absent}; numbers {@code perception/counting/all} after "how many", else
     * {@code perception/reading/number}; after "what colour" {@code perception/colour/object}; all else {@code perception/recognition/object}.
     */
    public String capability(String file, RawTurn turn, Answer answer) {
        Optional<String> named = rules.stream()
                .filter(rule -> rule.capability != null && rule.fits(file, turn.question()))
                .findFirst()
                .map(Rule::capability);
        boolean free = answer instanceof Answer.FreeText;
        return named.or(() -> free ? Optional.of(DESCRIPTION) : capability)
                .orElseGet(() -> inferred(turn.question().orElse("").toLowerCase(Locale.ROOT), turn, answer));
    }

    private static String inferred(String question, RawTurn turn, Answer answer) {
        if (AnswerRule.yesNo(turn.reply())) {
            return "faithfulness/presence/absent";
        }
        if (answer instanceof Answer.Number) {
            return question.contains("how many") ? "perception/counting/all" : "perception/reading/number";
        }
        return question.contains("what colo") || question.contains("which colo")
                ? "perception/colour/object"
                : "perception/recognition/object";
    }
}
