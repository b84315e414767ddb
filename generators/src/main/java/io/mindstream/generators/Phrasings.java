package io.mindstream.generators;

import java.util.List;
import java.util.random.RandomGenerator;

/** Several ways to say the same; {@code {}} stands for what is filled in, in order. */
public record Phrasings(List<String> forms) {
    public Phrasings(String... forms) {
        this(List.of(forms));
    }

    public Phrasings {
        forms = List.copyOf(forms);
    }

    /** One of the forms, filled in. */
    public String pick(RandomGenerator random, Object... values) {
        String form = forms.get(random.nextInt(forms.size()));
        for (Object value : values) {
            form = form.replaceFirst("\\{}", java.util.regex.Matcher.quoteReplacement(value.toString()));
        }
        return form;
    }
}
