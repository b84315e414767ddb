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
        StringBuilder form = new StringBuilder(forms.get(random.nextInt(forms.size())));
        int at = 0;
        for (Object value : values) {
            at = form.indexOf("{}", at);
            String text = value.toString();
            form.replace(at, at + 2, text);
            at += text.length();
        }
        return form.toString();
    }
}
