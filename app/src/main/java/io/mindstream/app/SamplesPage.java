package io.mindstream.app;

import io.mindstream.samples.Ids;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.PictureLoader;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Turn;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** A page that shows samples as people look at them: picture, dialogue, label, density. One file, no script, works offline. */
final class SamplesPage {
    private static final String STYLE =
            """
            :root { color-scheme: light dark; --line: #8884; --soft: #8882; }
            body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
            h1 { font-size: 1.4rem; } .note { opacity: .75; }
            main { display: grid; grid-template-columns: repeat(auto-fill, minmax(21rem, 1fr)); gap: 1rem; }
            article { border: 1px solid var(--line); border-radius: .6rem; padding: .8rem; overflow-wrap: anywhere; }
            img { image-rendering: pixelated; width: 100%; max-width: 12rem; display: block; margin: 0 auto .6rem; border: 1px solid var(--line); }
            dl { margin: 0; } dt { font-weight: 600; margin-top: .4rem; } dd { margin: 0 0 0 1rem; }
            small { display: block; opacity: .75; } .bars { display: grid; grid-template-columns: 6rem 1fr; gap: 0 .5rem; margin-top: .5rem; font-size: .8rem; }
            .bar { background: var(--soft); border-radius: .2rem; height: .6rem; align-self: center; }
            .bar > i { display: block; height: 100%; border-radius: .2rem; background: #4a7dbd; }
            .rejected { border-color: #c0392b88; } .reason { color: #c0392b; font-weight: 600; }
            """;

    private final StringBuilder html = new StringBuilder(1 << 16);

    /** The page. */
    static String of(List<Sample> samples, List<Rejection> rejected) {
        SamplesPage page = new SamplesPage();
        page.html
                .append(
                        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Mindstream samples</title>")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><style>")
                .append(STYLE)
                .append("</style></head><body><h1>Samples</h1><p class=\"note\">")
                .append(samples.size())
                .append(" accepted, ")
                .append(rejected.size())
                .append(" rejected, newest first.</p><main>");
        samples.forEach(sample -> page.card(sample, null));
        rejected.forEach(rejection -> rejection
                .sample()
                .ifPresentOrElse(sample -> page.card(sample, rejection), () -> page.reasonOnly(rejection)));
        return page.html.append("</main></body></html>\n").toString();
    }

    private void card(Sample sample, Rejection rejection) {
        html.append(rejection == null ? "<article>" : "<article class=\"rejected\">");
        for (ImageRef image : sample.images()) {
            picture(image, sample.label().domain());
        }
        if (rejection != null) {
            reason(rejection);
        }
        html.append("<dl>");
        for (Turn turn : sample.turns()) {
            html.append("<dt>").append(escape(turn.question())).append("</dt><dd>");
            html.append(escape(turn.reply()))
                    .append("<small>")
                    .append(escape(turn.family() + " · " + turn.capability()));
            html.append("</small></dd>");
        }
        html.append("</dl>");
        Ids ids = sample.ids();
        html.append("<div class=\"bars\">");
        bar("subjects", ids.subjects());
        bar("relations", ids.relations());
        bar("text", ids.text());
        bar("knowledge", ids.knowledge());
        bar("IDS", ids.total());
        html.append("</div><small>")
                .append(escape(sample.label().domain() + " × " + sample.label().capability()))
                .append("<br>id ")
                .append(sample.id())
                .append(", seed ")
                .append(sample.provenance().seed())
                .append(" of ")
                .append(escape(sample.provenance().source()))
                .append("</small></article>");
    }

    private void reasonOnly(Rejection rejection) {
        html.append("<article class=\"rejected\">");
        reason(rejection);
        html.append("<small>").append(escape(rejection.id())).append("</small></article>");
    }

    private void reason(Rejection rejection) {
        html.append("<p><span class=\"reason\">")
                .append(rejection.reason().name().toLowerCase(Locale.ROOT))
                .append("</span> ")
                .append(escape(rejection.detail()))
                .append("</p>");
    }

    private void picture(ImageRef image, String alt) {
        byte[] file;
        try {
            file = PictureLoader.local().load(image);
        } catch (IOException e) {
            html.append("<p>").append(escape(e.getMessage())).append("</p>");
            return;
        }
        boolean png = file.length > 1 && file[1] == 'P';
        html.append("<img alt=\"")
                .append(escape(alt))
                .append("\" src=\"data:image/")
                .append(png ? "png" : "jpeg");
        html.append(";base64,").append(Base64.getEncoder().encodeToString(file)).append("\">");
    }

    private void bar(String name, double value) {
        html.append("<span>")
                .append(name)
                .append(String.format(Locale.ROOT, " %.2f", value))
                .append("</span><span class=\"bar\"><i style=\"width:")
                .append(Math.round(value * 100))
                .append("%\"></i></span>");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
